use std::fmt;
use std::str::FromStr;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $label:literal;)*) => {
        /// What kind of document it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// Every kind, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name used in data and on the command line: `press_briefing`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The name that people read: "press briefing".
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }
    };
}

kinds! {
    /// A statement of several parties.
    JointStatement = "joint_statement", "joint statement";
    /// A statement of one person or body.
    Statement = "statement", "statement";
    /// Spoken words of one or more persons to an audience.
    Remarks = "remarks", "remarks";
    /// A formal address, as to the Nation or the Congress.
    Address = "address", "address";
    /// A briefing or gaggle of the press, on or off camera.
    PressBriefing = "press_briefing", "press briefing";
    /// A call with the press, often on background.
    PressCall = "press_call", "press call";
    /// A news conference.
    NewsConference = "news_conference", "news conference";
    /// An interview.
    Interview = "interview", "interview";
    /// An exchange with reporters.
    Exchange = "exchange", "exchange with reporters";
    /// An executive order.
    ExecutiveOrder = "executive_order", "executive order";
    /// A proclamation.
    Proclamation = "proclamation", "proclamation";
    /// A memorandum to agencies.
    Memorandum = "memorandum", "memorandum";
    /// A presidential determination.
    Determination = "determination", "determination";
    /// A notice, as of the continuation of an emergency.
    Notice = "notice", "notice";
    /// A message to the Congress, or a veto message.
    MessageToCongress = "message_to_congress", "message to Congress";
    /// A letter to the Congress or its officers.
    LetterToCongress = "letter_to_congress", "letter to Congress";
    /// Any other letter.
    Letter = "letter", "letter";
    /// A message on an occasion.
    Message = "message", "message";
    /// A fact sheet or background paper.
    FactSheet = "fact_sheet", "fact sheet";
    /// The readout of a call or meeting.
    Readout = "readout", "readout";
    /// Nominations and withdrawals sent to the Senate, and appointments.
    Nominations = "nominations", "nominations and appointments";
    /// Bills signed or vetoed.
    Legislation = "legislation", "bills signed";
    /// An approval of a disaster or emergency declaration.
    DisasterDeclaration = "disaster_declaration", "disaster declaration";
    /// A daily schedule or guidance.
    Schedule = "schedule", "schedule";
    /// A list that is no speech: a digest or a checklist.
    List = "list", "list";
    /// A disclosure, such as of visitor logs.
    Disclosure = "disclosure", "disclosure";
    /// A report or paper.
    Report = "report", "report";
    /// A news article or post by the publisher's staff.
    Article = "article", "article";
    /// Anything else.
    Other = "other", "document";
}

impl Kind {
    /// Whether the words were spoken, so that speakers' labels and stage directions are expected.
    #[must_use]
    pub fn is_spoken(self) -> bool {
        matches!(
            self,
            Self::Remarks
                | Self::Address
                | Self::PressBriefing
                | Self::PressCall
                | Self::NewsConference
                | Self::Interview
                | Self::Exchange
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let wanted = name.to_lowercase().replace(['-', ' '], "_");
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == wanted)
            .ok_or_else(|| {
                let all: Vec<_> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
                format!(
                    "no kind of document is called {name:?}; there are: {}",
                    all.join(", ")
                )
            })
    }
}
