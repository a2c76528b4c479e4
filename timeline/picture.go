package timeline

import (
	"viewline/picture"
	"viewline/weburl"
)

// HTML is HTML that is safe to put into a page. Pictures in it that are kept have their
// addresses from the root of the server, see [picture.Path]; [picture.Absolute] puts an
// origin in front of them.
type HTML string

// Kept tells of a picture that is stored.
type Kept struct {
	Name string `bson:"name"` // see package picture
	// Width and Height are in pixels, as browsers show the picture.
	Width  int `bson:"width"`
	Height int `bson:"height"`
}

// PictureRef is a picture that a post shows and that may be a file beside it.
type PictureRef struct {
	// Source is the address of the picture in the post, without a query.
	Source string `bson:"source"`
	// Name is that of the stored picture; empty where the file cannot be kept.
	Name string `bson:"name,omitempty"`
}

// Address is where a picture can be seen: as the post says, or, where Own is true, on
// this server, from its root.
type Address struct {
	URL string
	Own bool
}

func (k *Kept) address(source string) Address {
	if k == nil {
		return Address{URL: weburl.Safe(source)}
	}
	return Address{picture.Path(k.Name), true}
}

func (k *Kept) width() *int {
	if k == nil {
		return nil
	}
	return &k.Width
}

func (k *Kept) height() *int {
	if k == nil {
		return nil
	}
	return &k.Height
}

// Address is where the picture can be seen; that of a picture that is not kept is empty
// where it is not safe to follow.
func (i *Image) Address() Address { return i.Kept.address(i.URL) }

// Source is the address as the post has it; empty where it is not safe to follow.
func (i *Image) Source() string { return weburl.Safe(i.URL) }

// Width is in pixels; nil where the picture is not kept.
func (i *Image) Width() *int { return i.Kept.width() }

// Height is in pixels; nil where the picture is not kept.
func (i *Image) Height() *int { return i.Kept.height() }

// Address is as that of [Image].
func (c *Cover) Address() Address { return c.Kept.address(c.Image) }

// Source is as that of [Image].
func (c *Cover) Source() string { return weburl.Safe(c.Image) }

// Width is as that of [Image].
func (c *Cover) Width() *int { return c.Kept.width() }

// Height is as that of [Image].
func (c *Cover) Height() *int { return c.Kept.height() }

// SafeCover is the cover; nil where there is none, or where the address of its picture
// is not safe to follow.
func (p *Post) SafeCover() *Cover {
	if p.Cover == nil || p.Cover.Address().URL == "" {
		return nil
	}
	return p.Cover
}

// AICoverAddress is where the picture that front matter calls ai_cover can be seen; nil
// where there is none, or where its address is not safe to follow.
func (p *Post) AICoverAddress() *Address {
	a := p.KeptAICover.address(string(p.AICover))
	if a.URL == "" {
		return nil
	}
	return &a
}
