package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"viewline/echo"
	"viewline/web"
	"viewline/web/site"
)

// siteSettings are what the command line says of the site: what it is called, where readers
// find it, and what its pages show.
type siteSettings struct {
	title      string
	icon       string // a file; empty means the program's own icon
	iconFile   []byte // what is in it
	publicURL  string // empty means the origin of each request
	language   siteLanguage
	imageHosts []string                          // whose pictures pages show; in lower case
	embedders  []string                          // the origins of sites that may frame pages; in lower case
	asking     func(site.Executor) site.Executor // stands between pages and the endpoint; nil for nothing
}

// flags declares the flags of the site.
func (s *siteSettings) flags(f *pflag.FlagSet) {
	f.StringVar(&s.title, "site-title", site.DefaultTitle, "`name` of the site, in titles, the header, feeds and previews")
	f.StringVar(&s.icon, "site-icon", "", "`file` of SVG or PNG that is the icon of the site")
	s.publicURLFlag(f, "`origin` at which readers find this server, such as https://example.org,\nfor links in feeds and pages; taken from each request if absent. Needed behind\na proxy on this machine that passes on the name it was asked for")
	s.language.flag(f)
	f.StringSliceVar(&s.imageHosts, "image-hosts", nil, "`hosts` whose pictures pages show, such as images.example.org;\nseveral with commas. Pictures of other hosts are links")
	f.StringSliceVar(&s.embedders, "allow-embed", nil, "`origins` of other sites that may show the pages below /embed in\nframes, such as https://example.org; several with commas")
}

func (s *siteSettings) publicURLFlag(f *pflag.FlagSet, usage string) {
	f.StringVar(&s.publicURL, "public-url", "", usage)
}

// check returns an error for the first setting that is wrong, and reads the icon.
func (s *siteSettings) check() error {
	if err := checkTitle(s.title); err != nil {
		return err
	}
	if err := s.readIcon(); err != nil {
		return err
	}
	if err := s.checkPublicURL(); err != nil {
		return err
	}
	if err := s.checkEmbedders(); err != nil {
		return err
	}
	return s.checkImageHosts()
}

// checkEmbedders brings the origins to lower case, and refuses what is none.
func (s *siteSettings) checkEmbedders() error {
	for i, origin := range s.embedders {
		lower := strings.ToLower(strings.TrimSpace(origin))
		u, err := url.Parse(lower)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || lower != u.Scheme+"://"+u.Host ||
			len(u.Hostname()) > maxHostName || !hostName.MatchString(u.Hostname()) || strings.HasSuffix(u.Host, ":") {
			return fmt.Errorf("--allow-embed %s; want origins without a path, such as https://example.org, with commas between them", echo.Quote(origin))
		}
		s.embedders[i] = lower
	}
	return nil
}

// longestTitle is the greatest number of characters of a site's name: the header of a page has
// to hold the name.
const longestTitle = 100

func checkTitle(title string) error {
	switch n := utf8.RuneCountInString(title); {
	case strings.TrimSpace(title) == "":
		return errors.New("--site-title is empty; want the name of the site")
	case n > longestTitle:
		return fmt.Errorf("--site-title has %d characters; want %d at most", n, longestTitle)
	case !utf8.ValidString(title) || strings.ContainsFunc(title, unicode.IsControl):
		return fmt.Errorf("--site-title %q; want a name in one line of UTF-8", title)
	}
	return nil
}

// largestIcon is the greatest number of bytes of the site's icon: a browser loads the icon with
// the first page.
const largestIcon = 1 << 20

// readIcon reads the file of the icon where the command line names one.
func (s *siteSettings) readIcon() error {
	if s.icon == "" {
		return nil
	}
	file, err := os.Open(s.icon)
	if err != nil {
		return fmt.Errorf("--site-icon: %w", err)
	}
	defer func() { _ = file.Close() }()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("--site-icon %s is no regular file; want a picture of SVG or PNG", s.icon)
	}
	s.iconFile, err = io.ReadAll(io.LimitReader(file, largestIcon+1))
	if err != nil {
		return fmt.Errorf("--site-icon: %w", err)
	}
	if len(s.iconFile) > largestIcon {
		return fmt.Errorf("--site-icon %s has more than %d bytes; want a smaller picture", s.icon, largestIcon)
	}
	if err := web.CheckIcon(s.iconFile); err != nil {
		return fmt.Errorf("--site-icon %s: %w", s.icon, err)
	}
	return nil
}

func (s *siteSettings) checkPublicURL() error {
	if s.publicURL == "" {
		return nil
	}
	u, err := url.Parse(s.publicURL)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || s.publicURL != u.Scheme+"://"+u.Host {
		return fmt.Errorf("--public-url %q; want an origin without a path, such as https://example.org", s.publicURL)
	}
	return nil
}

// hostName matches the name of a host (RFC 1123, section 2.1), or its address of IPv4. No
// other form can stand in a Content Security Policy without a port or a scheme.
var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)

// maxHostName is how many characters the name of a host may have (RFC 1035, section 2.3.4).
const maxHostName = 253

// checkImageHosts brings the hosts to lower case, and refuses what names none.
func (s *siteSettings) checkImageHosts() error {
	for i, host := range s.imageHosts {
		s.imageHosts[i] = strings.ToLower(strings.TrimSpace(host))
		if len(host) > maxHostName || !hostName.MatchString(s.imageHosts[i]) {
			return fmt.Errorf("--image-hosts %s; want names of hosts without a scheme, a port or a path, such as images.example.org, with commas between them", echo.Quote(host))
		}
	}
	return nil
}
