package people

import "viewline/post/pattern"

// The words that stand ahead of a name in Latin letters or behind it. What stands
// ahead and behind is in small letters.

// speechVerbs are what a person does on an occasion, and a product may do as well.
const speechVerbs = `gives|gave|delivers|delivered|speaks|spoke|talks|discusses|answers|explains|argues|recommends|testifies|reads`

var (
	officeBefore = pattern.MustCompile(`(?:(?:^|\s)(?:\p{L}[\p{L}.&’'-]*(?:['’]s)?\s+)?(?:(?:former|ex-?|legendary|renowned|nobel laureate)\s+)?(?:legendary|renowned|ceo|cto|cfo|coo|co-?founders?|founders?|chairman|president|professor|prof\.|dr\.?|sir|dame|director|author|investor|physicist|economist|philosopher|scientist|engineer|creator|inventor|mr\.?|ms\.?|mrs\.?|chief scientist|創辦人|创始人|联合创始人)(?:\s+and\s+(?:ceo|co-?founder|founder))?\s*,?)\s*$`)

	speakerBefore = pattern.MustCompile(`(?:^|[^\pL])(?:\pL+ interview(?:s|ed)?|` +
		`(?:interview(?:s|ed|ing)?|conversations?|chat|chats|chatting|chatted|sat down|sit down|sits down|caught up|catch up|q\s?(?:&|\+|and|n)\s?a|ama|talk|talks|talked|talking|speaking|spoke|discussion|evening|afternoon|hour|session|dialogue|sit-?down|podcast|episode|lunch|dinner|breakfast|coffee|phone call|entretien|gespräch|gesprek|entrevista|intervista)\s+(?:with|to|avec|mit|met|con|a)` +
		`|(?:talks?|keynotes?|speech(?:es)?|lectures?|address(?:es)?|presentations?|remarks|letters?|sermons?|testimony|writings|essays?|commencement|advice|wisdom|quotes|sayings|lessons|insights|thoughts|notes from a talk)\s+(?:by|from|of)|interviews?\s+(?:from|of)` +
		`|(?:reading|book) lists?\s+(?:from|by|of)|recommended by|(?:presented|delivered|given|told) by` +
		`|(?:with|joined (?:\pL+ )?by)(?: (?:our|a|the|special|returning|first-time|today['’]s|this week['’]s)){0,2} guests?,?` +
		`|featuring|feat\.?|ft\.|w/|\bi am|\bi['’]m|guests?\s*:|speakers?\s*:|presenters?\s*:|interviewees?\s*:` +
		`)\s*$`)
	// aboutBefore stands ahead of whom or what a post is about, and who says nothing in it.
	aboutBefore = pattern.MustCompile(`\b(?:reviews?(?: of| on)?|obituary(?: of| for)?|remembering|in memoriam|in memory of|tribute to|thanks,?(?: to)?|thank you,?|farewell,?(?: to)?|goodbye,?|congratulations,?(?: to)?|happy birthday,?|rip|biography of|nomination of)\s*[:–—-]?\s*$`)
	// inReview and talkAfter tell of an occasion all the same: "2019 in review: X", and
	// "Remembering X's keynote".
	inReview   = pattern.MustCompile(`\bin review\s*[:–—-]?\s*$`)
	talkAfter  = pattern.MustCompile(`^['’]s?\s+(?:[\p{L}\d’'.&-]+\s+){0,3}?(?:talk|keynote|speech|lecture|webinar|interview)\b`)
	hostBefore = pattern.MustCompile(`(?:hosted|interview|interviewed|moderated) by\s*$|\bhosts?\s*:\s*$|(?:in conversation|conversing) with\s*$`)
	// atPlace stands ahead of a company or a place: "My interview at Jane Street".
	atPlace = pattern.MustCompile(`\b(?:interview|job|internship|work(?:ed|ing)?|day|week|year|life) (?:at|in)\s*$`)
	// showBefore is the start of a show's name: "Conversations with Tyler".
	showBefore = pattern.MustCompile(`^\W*conversations with\s*$`)
	// startsConversation is a title that starts "In conversation with": who hosts
	// is not named.
	startsConversation = pattern.MustCompile(`^\W*(?:in conversation|conversing) with\s*$`)
	writerBefore       = pattern.MustCompile(`(?:translated|written|edited|compiled|summari[sz]ed|posted) by\s*$|\b(?:author|translator)s?\s*:\s*$`)
	versusBefore       = pattern.MustCompile(`\b(?:vs\.?|versus|meets)\s*$`)
	versusAfter        = pattern.MustCompile(`^\s+(?:vs\.?|versus|meets)\s`)
	// withAtEnd and endsAfter stand around who is on a show: "Quiet maps — with Ana Ruiz".
	withAtEnd  = pattern.MustCompile(`(?:[-–—]{1,3}|\|)\s*(?:with|w/|feat\.?|ft\.?)\s*$`)
	endsAfter  = pattern.MustCompile(`^\s*(?:$|[|(\[]|,? (?:and|&) \p{Lu})`)
	byBefore   = pattern.MustCompile(`\b(?:by|with|from)\s*$|(?:#|\bep\.?|\bepisode|\bno\.|\bvol\.?)\s*\d+\s*[-–—:|.)]*\s*$`)
	whatBefore = pattern.MustCompile(`\bwhat\s*$`)

	saidAfter = pattern.MustCompile(`^\s+(?:said|says|told|thinks|taught|teaches|believes|predicts|learned)\b`)
	// ofOrganisation makes a name part of that of a foundation or a school.
	ofOrganisation = pattern.MustCompile(`^\s+(?:foundation|institute|university|school|college|center|centre|award|prize|medal|memorial|hospital|group|fund|library|museum|street|airport|inc\b|llc|ltd|company|corporation|lecture series)\b`)
	// asks stands between who asks and who answers: "Joe interviews Ana Ruiz".
	asks        = pattern.MustCompile(`(?i)^(?:['’]s)?\s+(?:interview(?:s|ed|ing)?|hosts|hosted|interview with|conversation with|chat with)\s+`)
	hostedAfter = pattern.MustCompile(`^\s*(?:['’]s)?\s+(?:interview|conversation|chat|q&a)\s+(?:with|of)\b|^\s+(?:interviews|interviewing|asks|talks (?:with|to)|talked (?:with|to)|chats with|sits down with|in conversation with me)\b`)
	showAfter   = pattern.MustCompile(`^\s*(?:['’]s)?\s+(?:podcast|show|pod|radio|experience|newsletter|channel|cast|weekly|club)\b|^\s*(?:的)?(?:播客|节目|節目|频道)`)
	speechAfter = pattern.MustCompile(`^(?:['’]s?\s+(?:[\p{L}\d’'.&-]+\s+){0,6}?(?:keynotes?|speech(?:es)?|talks?|lectures?|address|interviews?|letters?|reading list|book list|(?:book|reading|paper) recommendations|recommended (?:books|reading|papers)|favou?rite (?:books|papers)|papers|remarks|q&a|ama|advice|testimony|sermon|views|opinions|quotes|sayings|commencement|insights|principles|tips|lessons|presentation|fireside|live ?streams?|live ?coding|webinar)` +
		`|\s+(?:(?:full|exclusive|\d{4}|commencement|keynote|lost|rare|congress(?:ional)?|senate)\s+){0,2}(?:hearing|interviews?|keynote|commencement|lectures?|speech(?:es)?|quotes|letters|q&a|ama|fireside|reading list|talks)` +
		`|(?:,[^,.;!?]{2,60},)?\s+(?:is|was)\s+(?:being\s+)?interviewed\s+by` +
		`|\s+(?:` + speechVerbs + `)` +
		`)(?:$|[^\pL])`)
	// quotesAfter stands behind whom a title has a mark and quotes of: "Ana Ruiz: Favourite Quotes".
	quotesAfter = pattern.MustCompile(`^\s*(?:[:：|]|[-–—]+\s)\s*(?:(?:my|fave|favou?rite|best|famous|selected|collected|notable|great|top|some|a few)\s+){0,2}(?:quotes|quotations|sayings)\s*$`)
	// lettersAfter stands behind whoever wrote letters: one word ahead of it is who is read of,
	// as in "Paul's Letters".
	lettersAfter = pattern.MustCompile(`^['’]s?\s+(?:[\p{L}’'.&-]+\s+){0,3}?letters?(?:$|[^\pL])`)
	// tellsAfter is a Chinese verb of telling: a book does so as well.
	tellsAfter = pattern.MustCompile(`^\s*(?:讲述|講述|畅谈|暢談|亲述|親述)`)
	verbAfter  = pattern.MustCompile(`^\s+(?:` + speechVerbs + `)(?:$|[^\pL])`)
	// certainAfter are words that fit nobody but somebody with views on record.
	certainAfter = pattern.MustCompile(`^\s*(?:[（(][^（）()]*[）)]\s*)?(?:博士|教授|先生|女士|院士|老师)?\s*(?:在?(?:各个|各種|各种|不同|多个)(?:场合|場合)|(?:的)?(?:观点|觀點|语录|語錄|名言|言论|洞见|书单|書單|生平)|(?:关于|關於|论).{1,30}?(?:观点|语录|言论|格言|看法))|^['’]s?\s+(?:[\p{L}\d’'.&-]+\s+){0,6}?(?:reading list|book list|views|opinions|sayings)(?:$|[^\pL])|^\s+in (?:interviews|talks|speeches|(?:his|her|their) own words)(?:$|[^\pL])`)
	onAfter      = pattern.MustCompile(`^(?:\s+\([^)]*\))?\s+(?:on|in|at|about)\s`)

	chineseAfter  = pattern.MustCompile(`^\s*(?:[（(][^（）()]*[）)]\s*)?(?:博士|教授|先生|女士|院士|老师|老師)?\s*(?:(?:在|于|於).{1,30}?(?:上|中)(?:谈|談|聊)|(?:在|于|於).{1,40}?(?:演讲|演講|讲话|講話|致辞|致詞|演说|演說|发言|發言|访谈|訪談|采访|採訪|对话|對話|对谈|报告|講座|讲座|观点|觀點|分享|公开课|论坛|峰会|大会|讲演)|(?:的)?(?:最新|独家|獨家|深度|万字|全文)*(?:访谈|訪談|专访|專訪|采访|採訪|演讲|演講|讲话|講話|对话|對談|对谈|播客|观点|觀點|语录|語錄|名言|言论|思想|洞见|书单|書單|推荐|推薦|公开信|致股东|致信|关于|谈|談|聊|论|自述|口述|答|接受|做客|说|認為|认为|生平)|に聞く|氏|さん|インタビュー|が語る|講演)`)
	chineseBefore = pattern.MustCompile(`(?:专访|專訪|访谈|訪談|采访|採訪|对话|對話|对谈|對談|连线|独家|嘉宾[:：]?|受访者[:：]?|主讲[:：]?|(?:创始人|創辦人|首席执行官|首席科学家|首席技术官|总裁|董事长|院士|博士|教授|ceo|cto|作者|之父)(?:兼\p{Han}{2,8})?)\s*$`)
	// askedBefore and askedAfter stand around whom somebody interviews: 对X的采访.
	// learnedBefore and learnedAfter stand on either side of the name in 从 Ana Ruiz 那里学到的东西.
	learnedBefore = pattern.MustCompile(`(?:从|從|向)\s*$`)
	learnedAfter  = pattern.MustCompile(`^\s*(?:那里|那裡|那儿|那兒|身上)(?:所)?(?:学到|學到|学会|學會|学习|學習|得到)`)
	askedBefore   = pattern.MustCompile(`[对對]\s*$`)
	askedAfter    = pattern.MustCompile(`^\s*(?:[（(][^（）()]{1,60}[）)]\s*)?的\p{Han}{0,6}?(?:采访|採訪|专访|專訪|访谈|訪談)`)
	// togetherBefore and togetherAfter stand around whom somebody talks with: 和X聊.
	togetherBefore = pattern.MustCompile(`(?:^|[^\p{Han}]|我们)(?:和|与|與|跟|同)\s*$`)
	togetherAfter  = pattern.MustCompile(`^.{0,24}?(?:聊|谈|談|对话|對話|交流|对谈|對談)`)
)
