package web

import (
	"bytes"
	"fmt"
	"html/template"
	"image/png"
	"net/http"
)

// icon is the sign of a site, which browsers show beside its title.
type icon struct {
	asset
	Address, Type string
	sizes         string // of the manifest: "any" of a drawing, or pixels, such as "64x64"
}

// Attribute is the attribute that tells browsers the type, as it is: html/template would write
// its plus sign as a reference.
func (i icon) Attribute() template.HTMLAttr { return template.HTMLAttr(`type="` + i.Type + `"`) }

// iconOf is the icon that a file holds, or the program's own where there is no file. The error
// is of a file that is neither SVG nor PNG.
func iconOf(file []byte) (icon, error) {
	if file == nil {
		own := assets["icon.svg"]
		return icon{own, "/static/icon.svg", own.contentType, "any"}, nil
	}
	if config, err := png.DecodeConfig(bytes.NewReader(file)); err == nil {
		return icon{made(file, "image/png"), "/icon", "image/png", fmt.Sprintf("%dx%d", config.Width, config.Height)}, nil
	}
	if head := file[:min(len(file), 4096)]; bytes.Contains(head, []byte("<svg")) {
		return icon{made(file, contentTypes[".svg"]), "/icon", contentTypes[".svg"], "any"}, nil
	}
	return icon{}, fmt.Errorf("%d bytes that are neither SVG nor PNG; want a picture of one of these formats", len(file))
}

// CheckIcon returns an error for a file that is no icon.
func CheckIcon(file []byte) error {
	_, err := iconOf(file)
	return err
}

// icon serves the icon of the site.
func (p *pages) icon(w http.ResponseWriter, r *http.Request) { p.send(w, r, p.sign.asset) }
