package post

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"viewline/post/dates"
	"viewline/post/pattern"
)

// columns are the columns of a table that tell when its rows were. A year may stand once
// for all rows below it, and the days in a column of their own:
//
//	| Year | Day    | Title      |
//	| 2019 | May 3  | Quiet maps |
//	|      | June 4 | Roads      |
type columns struct {
	at, day int // of the dates or years, and of days without a year; -1 for none
	order   dates.Order
	years   []int // of each row, where the column at has years; nil for others
	year    int   // of the table's days without a year; 0 for none
}

// dateColumns finds the column of which at least two of three cells are dates, and the
// order of day and month in it. Days without a year count where the headings above, or a
// column of years, tell the year.
func dateColumns(heads []string, body [][]string, year int) columns {
	none := columns{at: -1, day: -1}
	for j := range heads {
		c := none
		column := columnOf(body, j)
		c.order = dates.OrderOf(column...)
		if len(column) > 0 && yearsOnly(column) {
			if c.years = yearsOf(body, j); 3*len(column) >= 2*len(body) || len(column) > 1 && yearHead.MatchString(heads[j]) {
				c.at = j
				c.day = dayColumn(heads, body, j, c.years)
				return c
			}
			continue
		}
		read := 0
		for _, cell := range column {
			if d, ok := cellDate(cell, c.order); ok && d.Start == 0 && 2*(d.End-d.Start) >= min(len(cell), 20) {
				read++
			} else if metadataRole(heads[j]) == roleDate && !clockTime.MatchString(cell) {
				read++ // a column that is called so: what cannot be read is warned about
			}
		}
		if len(column) > 1 && 3*read >= 2*len(column) {
			c.at, c.year = j, year
			return c
		}
	}
	if year > 0 {
		if j := dayColumn(heads, body, -1, slices.Repeat([]int{year}, len(body))); j >= 0 {
			return columns{at: j, day: -1, year: year}
		}
	}
	return none
}

// columnOf are the cells of a column that are not empty.
func columnOf(body [][]string, j int) []string {
	var column []string
	for _, cells := range body {
		if j < len(cells) && cells[j] != "" {
			column = append(column, cells[j])
		}
	}
	return column
}

var (
	// yearCell is a cell that is a year.
	yearCell = regexp.MustCompile(`^(?:19|20)\d\d\s*年?$`)
	// yearHead is the heading of a column of years.
	yearHead = pattern.MustCompile(`(?i)^(?:year|years|date|when|年|年份|年度|年代|日期|时间|時間|時期)$`)
	// clockTime is a time of day at the start of a cell.
	clockTime = pattern.MustCompile(`(?i)^\D{0,3}\d{1,2}(?:[:：.h]\d\d|\s*[ap]\.?m\b|点|點|時)`)
)

func yearsOnly(column []string) bool {
	return !slices.ContainsFunc(column, func(cell string) bool { return !yearCell.MatchString(cell) })
}

// yearsOf are the years of the rows: an empty cell has that of the row above.
func yearsOf(body [][]string, j int) []int {
	years := make([]int, len(body))
	last := 0
	for i, cells := range body {
		if j < len(cells) && cells[j] != "" {
			last = number(cells[j][:4])
		}
		years[i] = last
	}
	return years
}

// dayColumn finds the column of which at least two of three cells are days or months
// without a year; -1 where there is none.
func dayColumn(heads []string, body [][]string, not int, years []int) int {
	for j := range heads {
		if j == not {
			continue
		}
		cells, read := 0, 0
		for i, row := range body {
			if j >= len(row) || row[j] == "" {
				continue
			}
			cells++
			if _, ok := dayOfCell(row[j], years[i]); ok {
				read++
			}
		}
		if read > 1 && 3*read >= 2*cells {
			return j
		}
	}
	return -1
}

// dayOfCell reads a cell that is a day or a month of a year, and little else.
func dayOfCell(cell string, year int) (dates.Date, bool) {
	if year == 0 || len(cell) > longestBoldDate {
		return dates.Date{}, false
	}
	d, found := dates.First(cell, dates.Options{})
	if found && (!d.Yearless || strings.Trim(cell[:d.Start], " *") != "") {
		return dates.Date{}, false
	}
	if !found {
		m := monthStart.FindStringSubmatchIndex(cell)
		if m == nil {
			return dates.Date{}, false
		}
		d.Start, d.End = m[2], m[3]
	}
	full, ok := withYear(cell[d.Start:d.End], year)
	full.Start, full.End = d.Start, d.End
	return full, ok
}

// date is when the i-th row was, and the text that says so.
func (c columns) date(i int, cells []string) (dates.Date, string, bool) {
	cell := cells[c.at]
	if c.years == nil {
		if d, ok := cellDate(cell, c.order); ok {
			return d, cell, true
		}
		d, ok := dayOfCell(cell, c.year)
		return d, cell, ok
	}
	if c.day >= 0 && c.day < len(cells) {
		if d, ok := dayOfCell(cells[c.day], c.years[i]); ok {
			return d, cells[c.day], true
		}
	}
	if c.years[i] == 0 {
		return dates.Date{}, cell, false
	}
	d := yearAt(strconv.Itoa(c.years[i]), 0, 4)
	if cell == "" {
		d.Start, d.End = 0, 0
	}
	return d, cell, true
}
