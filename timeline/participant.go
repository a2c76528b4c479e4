package timeline

// ParticipantRole says what somebody did on an occasion.
type ParticipantRole string

// The roles of a participant.
const (
	RoleSpeaker ParticipantRole = "SPEAKER" // put forward views
	RoleHost    ParticipantRole = "HOST"    // asked, or led through the occasion
	RoleOther   ParticipantRole = "OTHER"   // was there
)

// Participant is somebody who took part in an occasion.
type Participant struct {
	// Name is the name as the post has it.
	Name string          `bson:"name"`
	Role ParticipantRole `bson:"role"`
	// PersonSlug is the key of the [Person]; empty for somebody who has no views
	// on record in the post.
	PersonSlug string `bson:"person,omitempty"`
}
