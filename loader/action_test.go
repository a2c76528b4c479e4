//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// TestAction runs the steps of action.yml, the action for pull requests, in a repository
// that changes one post, removes one, and adds one that cannot be read.
func TestAction(t *testing.T) {
	repository := t.TempDir()
	git := func(args ...string) string {
		t.Helper()
		args = append([]string{"-c", "user.name=Ada", "-c", "user.email=ada@example.org"}, args...)
		cmd := exec.Command("git", args...)
		cmd.Dir = repository
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	commit := func(files map[string]string) string {
		t.Helper()
		for name, text := range files {
			path := filepath.Join(repository, name)
			must(t, os.MkdirAll(filepath.Dir(path), 0o755))
			must(t, os.WriteFile(path, []byte(text), 0o600))
		}
		git("add", "--all")
		git("commit", "--quiet", "--message=posts")
		return git("rev-parse", "HEAD")
	}
	const ada = "---\ntitle: Ada Lovelace 在各个场合的观点\n---\n\n## 访谈 - 2024年1月5日\n\n- **机器**：机器照人的话做事。\n"
	git("init", "--quiet")
	base := commit(map[string]string{
		"posts/ada.md": ada,
		"posts/bob.md": "---\ntitle: Bob Moss 在各个场合的观点\n---\n\n## 演讲 - 2023年\n\n- **花园**：花园要慢慢长。\n",
	})
	git("rm", "--quiet", "posts/bob.md")
	good := commit(map[string]string{"posts/ada.md": ada + "- **人**：人要自己想。\n"})
	bad := commit(map[string]string{"posts/eve.md": "---\ntitle: [\n---\n"})

	ends, told, summary := act(t, repository, map[string]string{"paths": "posts", "base": base, "head": good})
	if ends != 0 || strings.Contains(told, "::error") {
		t.Errorf("posts that can be read: the action ends with %d and says\n%s", ends, told)
	}
	want := `### Viewline
~~~~~~~~~~~~
posts/ada.md: Ada Lovelace: 1 occasion, 2024-01-05
posts/bob.md
  - bob-moss/2023 演讲
    - 花园
posts/ada.md
  ~ ada-lovelace/2024-01-05 访谈
    + 人
appearances: 0 come, 1 change, 1 go; viewpoints: 1 come, 0 change, 1 go
~~~~~~~~~~~~
`
	if diff := cmp.Diff(want, summary); diff != "" {
		t.Errorf("the summary: want -, got +\n%s", diff)
	}

	ends, told, _ = act(t, repository, map[string]string{"paths": "posts", "base": base, "head": bad})
	if ends != 1 || !strings.Contains(told, "::error file=posts/eve.md,line=2,col=") {
		t.Errorf("a post that cannot be read: the action ends with %d and says\n%s", ends, told)
	}

	ends, told, summary = act(t, repository, map[string]string{"paths": "posts", "base": "", "head": good})
	if ends != 0 || !strings.Contains(summary, "appearances: 1 come, 0 change, 0 go") {
		t.Errorf("without a base: the action ends with %d, says\n%s\nand sums up\n%s", ends, told, summary)
	}
	if left := git("worktree", "list"); strings.Count(left, "\n") != 0 {
		t.Errorf("the action leaves worktrees:\n%s", left)
	}
}

// act runs the steps of action.yml that are commands as GitHub's runner would, and returns
// the exit code of the first that fails, what the steps print, and the summary of the job.
// Steps that use another action bring Go, which is there.
func act(t *testing.T, workspace string, inputs map[string]string) (code int, told, summary string) {
	t.Helper()
	root, err := filepath.Abs("..")
	must(t, err)
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	must(t, err)
	var action struct {
		Inputs map[string]struct{ Description, Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Name, Uses, Shell, Run string
				With, Env              map[string]string
			}
		}
	}
	must(t, yaml.Unmarshal(text, &action))
	for name := range inputs {
		if _, known := action.Inputs[name]; !known {
			t.Fatalf("action.yml has no input %q", name)
		}
	}
	temp := t.TempDir()
	steps := filepath.Join(temp, "summary.md")
	var out bytes.Buffer
	for _, step := range action.Runs.Steps {
		if step.Run == "" {
			if step.Uses != "actions/setup-go@v6" {
				t.Fatalf("step %q uses %q, which this test cannot stand in for", step.Name, step.Uses)
			}
			continue
		}
		if step.Shell != "bash" {
			t.Fatalf("step %q has the shell %q", step.Name, step.Shell)
		}
		// The runner's own flags: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax, "shell".
		cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
		cmd.Dir = workspace
		cmd.Env = append(os.Environ(), "MONGODB_URI=", "GITHUB_ACTION_PATH="+root, "RUNNER_TEMP="+temp, "GITHUB_STEP_SUMMARY="+steps)
		for name, value := range step.Env {
			for input, given := range inputs {
				value = strings.ReplaceAll(value, "${{ inputs."+input+" }}", given)
			}
			if strings.Contains(value, "${{") {
				t.Fatalf("step %q: %s is %q, which this test cannot tell", step.Name, name, value)
			}
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		cmd.Stdout, cmd.Stderr = &out, &out
		err := cmd.Run()
		if failed, ok := errors.AsType[*exec.ExitError](err); ok {
			code = failed.ExitCode()
			break
		}
		must(t, err)
	}
	sum, _ := os.ReadFile(steps) // a step that failed early wrote none
	return code, out.String(), string(sum)
}
