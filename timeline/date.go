package timeline

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"time"

	"viewline/echo"
)

// PartialDate is a day, a month or a year: EDTF level 0 (ISO 8601-2). A part
// that is zero is unknown; with Year zero there is no date. It is stored and
// shown as text, "2025-11-26", "2025-06" or "2020", and that text sorts as the
// dates do: by first day, and at an equal first day the less precise first.
type PartialDate struct{ Year, Month, Day int }

// DatePrecision says how much of a date is known.
type DatePrecision string

// The precisions of a date.
const (
	PrecisionDay   DatePrecision = "DAY"
	PrecisionMonth DatePrecision = "MONTH"
	PrecisionYear  DatePrecision = "YEAR"
)

// DateSource says where in the post a date was found.
type DateSource string

// The places a date can come from.
const (
	DateFromHeading     DateSource = "HEADING"
	DateFromMetadata    DateSource = "METADATA"
	DateFromText        DateSource = "TEXT"
	DateFromFrontMatter DateSource = "FRONT_MATTER"
	DateFromTitle       DateSource = "TITLE"
	DateFromPath        DateSource = "PATH"
	DateFromMapping     DateSource = "MAPPING"
)

// NewPartialDate checks that the date exists in the Gregorian calendar, years
// 1 to 9999. The day may be zero, or both month and day.
func NewPartialDate(year, month, day int) (PartialDate, error) {
	d := PartialDate{year, month, day}
	switch {
	case year < 1 || year > 9999:
		return PartialDate{}, fmt.Errorf("year %d; want 1 to 9999", year)
	case month == 0 && day == 0:
		return d, nil
	case month < 1 || month > 12:
		return PartialDate{}, fmt.Errorf("month %d; want 1 to 12", month)
	case day < 0 || day > daysIn(year, month):
		return PartialDate{}, fmt.Errorf("day %d; want 1 to %d", day, daysIn(year, month))
	}
	return d, nil
}

// datePlaces are where a date's text has its year, its month and its day.
var datePlaces = [...]struct{ from, to int }{{0, 4}, {5, 7}, {8, 10}}

// ParsePartialDate reads "2025-11-26", "2025-06" or "2020".
func ParsePartialDate(s string) (PartialDate, error) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return PartialDate{}, badDate(s, nil)
	}
	var parts [len(datePlaces)]int
	for i, at := range datePlaces {
		if at.from > len(s) {
			break
		}
		if at.from > 0 && s[at.from-1] != '-' {
			return PartialDate{}, badDate(s, nil)
		}
		n, err := strconv.ParseUint(s[at.from:at.to], 10, 16)
		if err != nil {
			return PartialDate{}, badDate(s, nil)
		}
		if n == 0 {
			return PartialDate{}, badDate(s, errors.New("a part is zero"))
		}
		parts[i] = int(n)
	}
	d, err := NewPartialDate(parts[0], parts[1], parts[2])
	if err != nil {
		return PartialDate{}, badDate(s, err)
	}
	return d, nil
}

func badDate(s string, cause error) error {
	const want = "want a date such as 2025-11-26, 2025-06 or 2020"
	if cause != nil {
		return fmt.Errorf("date %s: %w; %s", echo.Quote(s), cause, want)
	}
	return fmt.Errorf("date %s: %s", echo.Quote(s), want)
}

// String is the date's text, empty for the zero date.
func (d PartialDate) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether there is no date.
func (d PartialDate) IsZero() bool { return d == PartialDate{} }

// Precision says how much of the date is known; empty for the zero date.
func (d PartialDate) Precision() DatePrecision {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return PrecisionYear
	case d.Day == 0:
		return PrecisionMonth
	}
	return PrecisionDay
}

func (d PartialDate) precision() *DatePrecision {
	if p := d.Precision(); p != "" {
		return &p
	}
	return nil
}

// Earliest is the first day the date can mean.
func (d PartialDate) Earliest() PartialDate {
	if d.IsZero() {
		return d
	}
	return PartialDate{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Latest is the last day the date can mean.
func (d PartialDate) Latest() PartialDate {
	if d.IsZero() {
		return d
	}
	if d.Month == 0 {
		return PartialDate{d.Year, 12, 31}
	}
	if d.Day == 0 {
		return PartialDate{d.Year, d.Month, daysIn(d.Year, d.Month)}
	}
	return d
}

// ahead is the text of the place right ahead of a date, and behind all dates that
// are ahead of it: "1989~" sorts between "1989-12-31" and "1990".
func (d PartialDate) ahead() string {
	text := []byte(d.String())
	text[len(text)-1]-- // what is ahead of the digit 0 is a slash
	return string(append(text, aheadMark))
}

// aheadMark ends the text of a place that is no date. It sorts behind digits and
// the hyphen.
const aheadMark = '~'

// coarsest is the least precise date that begins on a day: "1990" for 1990-01-01.
func (d PartialDate) coarsest() PartialDate {
	if d.Day == 1 {
		d.Day = 0
		if d.Month == 1 {
			d.Month = 0
		}
	}
	return d
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

const bsonString = 0x02 // BSON 1.1, element type "UTF-8 string"

// MarshalBSONValue stores the date as its text.
func (d PartialDate) MarshalBSONValue() (typ byte, data []byte, err error) {
	s := d.String()
	data = binary.LittleEndian.AppendUint32(nil, uint32(len(s)+1))
	return bsonString, append(append(data, s...), 0), nil
}

// UnmarshalBSONValue reads what [PartialDate.MarshalBSONValue] wrote. The place
// of an appearance without a date becomes the zero date; see [Appearance.Place].
func (d *PartialDate) UnmarshalBSONValue(typ byte, data []byte) error {
	if typ != bsonString || len(data) < 5 {
		return fmt.Errorf("partial date: BSON type 0x%02x; want a string", typ)
	}
	s := string(data[4 : len(data)-1])
	if s == "" || s[len(s)-1] == aheadMark {
		*d = PartialDate{}
		return nil
	}
	var err error
	*d, err = ParsePartialDate(s)
	return err
}
