package main

import (
	"fmt"
	"regexp"
	"strings"

	"viewline/echo"
)

// hostName matches the name of a host (RFC 1123, section 2.1), or its address of IPv4. No
// other form can stand in a Content Security Policy without a port or a scheme.
var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)

// maxHostName is how many characters the name of a host may have (RFC 1035, section 2.3.4).
const maxHostName = 253

// checkImageHosts brings the hosts to lower case, and refuses what names none.
func (s *settings) checkImageHosts() error {
	for i, host := range s.imageHosts {
		s.imageHosts[i] = strings.ToLower(strings.TrimSpace(host))
		if len(host) > maxHostName || !hostName.MatchString(s.imageHosts[i]) {
			return fmt.Errorf("--image-hosts %s; want names of hosts without a scheme, a port or a path, such as images.example.org, with commas between them", echo.Quote(host))
		}
	}
	return nil
}
