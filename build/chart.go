package build

import (
	_ "embed"
	"encoding/json"
)

// chartFile has what the chart of the start pages shows.
const chartFile = "chart.json"

// chartLanes is how many people the chart shows, those with most appearances, and chartMost how
// many appearances of theirs, the newest ones. The server's chart begins with as many.
const chartLanes, chartMost = 24, 2000

// drawScript draws the chart that chartFile describes.
//
//go:embed draw.js
var drawScript []byte

// allAppearances is what is read for the chart.
var allAppearances = datum{field: "appearances"}

// hasChart reports whether the page of a place has the chart: the first start page, in each
// language, without a filter.
func (s *site) hasChart(p place) bool {
	parameters := p.address.Query()
	parameters.Del("lang")
	return s.Chart && p.address.Path == "/" && len(parameters) == 0
}

// writeChart writes the script that draws the chart, with the scripts that it imports, and what
// the chart shows.
func (s *site) writeChart() error {
	s.want(s.at("/static/chart.js"), nil, "")
	if err := s.files.put("static/draw.js", drawScript); err != nil {
		return err
	}
	shown, err := s.chart()
	if err != nil {
		return err
	}
	at := place{address: s.at("/"), file: chartFile, number: 1}
	data, err := s.leading(at, shown)
	if err != nil {
		return err
	}
	return s.files.put(chartFile, data)
}

// chart is what the chart shows: appearances, how many there are of the same people in all, and
// the number of all appearances in each year.
func (s *site) chart() (map[string]any, error) {
	variables := map[string]any{"first": 1, "facets": true}
	all, err := s.query(s.ctx, allAppearances, variables)
	if err != nil {
		return nil, err
	}
	var facets struct {
		ByYear   json.RawMessage
		ByPerson []struct{ Person struct{ Slug string } }
	}
	if err := json.Unmarshal(all["facets"], &facets); err != nil {
		return nil, err
	}
	people := facets.ByPerson
	if len(people) > chartLanes {
		var slugs []string
		for _, one := range people[:chartLanes] {
			slugs = append(slugs, one.Person.Slug)
		}
		variables["filter"] = map[string]any{"person": slugs}
	}
	variables["first"], variables["facets"] = 100, false
	shown := map[string]any{"years": facets.ByYear, "whole": len(people) <= chartLanes}
	nodes := []json.RawMessage{}
	for more := true; more && len(nodes) < chartMost; {
		page, err := s.query(s.ctx, allAppearances, variables)
		if err != nil {
			return nil, err
		}
		next, after, err := opened(page)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, next...)
		shown["total"], variables["after"], more = page["totalCount"], after, after != ""
	}
	shown["nodes"] = nodes
	return shown, nil
}
