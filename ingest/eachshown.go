package ingest

import (
	"reflect"

	"viewline/timeline"
)

// eachShown calls inProse for each text in a document, and inImage for each image, in their
// order. It finds them by the types of the document's fields, so that new fields are found
// as well. The document is not linked.
func eachShown(document any, inProse func(*timeline.Prose), inImage func(*timeline.Image)) {
	done := map[any]bool{} // by pointer: a text may be reached twice
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			switch found := v.Addr().Interface().(type) {
			case *timeline.Prose:
				if !done[found] {
					done[found] = true
					inProse(found)
				}
				return
			case *timeline.Image:
				inImage(found)
				return
			}
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("bson") != "-" && f.Type.Kind() != reflect.String {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(document))
}
