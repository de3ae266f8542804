/// Something that was done: the sentence of the public log. Written in the transaction of the change itself, never changed afterwards.
package struct Event: Sendable, Hashable {
    /// Who: a post, a command, `public` for a visitor. Never a citizen's name.
    package let actor: String
    package let unit: OrganisationUnit.ID?
    package let verb: Verb
    package let subject: Subject
    /// SHA-256 of the content before and after, where the subject has content.
    package let digestBefore: [UInt8]?
    package let digestAfter: [UInt8]?
    package let reason: String

    package init(
        actor: String, unit: OrganisationUnit.ID? = nil, verb: Verb, subject: Subject, digestBefore: [UInt8]? = nil,
        digestAfter: [UInt8]? = nil,
        reason: String = ""
    ) {
        self.actor = actor
        self.unit = unit
        self.verb = verb
        self.subject = subject
        self.digestBefore = digestBefore
        self.digestAfter = digestAfter
        self.reason = reason
    }

    package enum Verb: String, Sendable, CaseIterable {
        case siteCreated, siteChanged
        case unitRegistered, unitChanged
        case dutiesAssigned
        case catalogueDrafted, catalogueAdopted, catalogueSuperseded
        case checklistGathered
        case commentReceived, commentAnswered
        case disclosureImported, disclosureChanged
        case accountAdded, accountDisabled, accountEnabled, accountBlocked, accountBound
        case passwordChanged, passwordReset, secondFactorEnabled, secondFactorRemoved
        case signedIn, signedOut, sessionsEnded, signInRulesChanged
        case postAdded, postAssigned, postReleased
        case draftCreated, draftSaved, draftSubmitted, draftRecalled, draftDiscarded, findingJustified, draftMasked
        case stepApproved, stepReturned, stepReferred, withholdingDecided, emergencyAsked
        case disclosurePublished, disclosureForced, disclosureCorrected, disclosureWithdrawn, disclosurePurged, validityChanged
        case channelRecorded, approvalPathChanged
        case wordListChanged
        case batchImported, batchUndone
        case requestRegistered, requestRecorded, requestStruck, requestAssigned, requestCorrected, requestTransferred, requestMerged,
            requestSplit
        case requestSearched, requestWished, requestWishRefused, requestFileAdded
        case replySaved, replySubmitted, replyRecalled, replyApproved, replyReturned, replyReferred
        case letterIssued, letterServed, letterReturned, identityViewed, requestDestroyed, requestsImported, requestsRecounted
        case disputeRecorded, disputeChanged, letterTemplateChanged, requestRulesChanged, requestSettingsChanged
        case annualReportSaved, annualReportSubmitted
        case obligationsRaised, obligationTriggered, obligationWaived, calendarLoaded, statutoryLimitsSet
        case bulletinRulesChanged, siteChecked, siteCheckRulesChanged
        case schemeStored, roundCreated, roundArranged, roundMoved, roundDrawn, roundRead, sheetSaved, sheetSubmitted, sheetRecalled,
            sheetFileAdded
        case roundComputed, scoreModerated, scoreAppealed, appealAnswered, rectificationOrdered, rectificationAnswered,
            rectificationChecked
        case programmeCreated, programmeChanged, programmeMoved, programmeTaskAdded, programmeTaskChanged, programmeReported,
            programmeReturned, programmeFileAdded
        case serviceSaved, serviceApprovalRecorded, serviceSubmitted, serviceReported, serviceReportClosed
        case ratingCodesIssued, ratingReceived, ratingHandled
        case messageReceived, messageDispatched, messageTurnedAway, messageObjected, messageObjectionDecided, messageTransferred,
            messageDrafted, messageAnswered, messageReturned, messageUrged, messageClosed, messageMerged, messageConverted, messageRated,
            messagePublished, messageWithdrawn, messageSenderViewed, messageDirectoryChanged
        case inspectionMattersChanged, inspectionTargetsChanged, inspectionOfficersChanged, inspectionPlanned, inspectionDrawn,
            inspectionResult,
            inspectionPaperDrafted
        case answerProposed, answerChecked, answerReturned, answerWithdrawn, answersImported
        case figureSet
        case ledgerEntered, ledgerChanged, ledgerClosed, ledgerImported, ledgerReleased, ledgerSettled
        case interpretationPlanned, interpretationBound, interpretationChanged, interpretationUnbound
        case chainCreated, chainChanged, chainLinked, chainUnlinked
        case opinionRegistered, opinionRecorded, opinionResponseDrafted
        case consultationSaved, consultationDrafted, consultationConcluded, opinionReceived, opinionsModerated, opinionsAnswered,
            feedbackDrafted
        case participationListSaved, participationListDrafted
        case dumpMade, dumpRemoved
        case targetGroupsChanged, documentTargeted
        case subscriptionAsked, subscriptionConfirmed, subscriptionChanged, subscriptionEnded
        case gatheringSaved, gatheringDrafted, participantsSelected, gatheringListDrafted, gatheringRecordDrafted, gatheringAgendaSettled,
            signUpReceived, signUpCancelled
        case questionnaireSaved, questionnaireDrafted, questionnaireAnswered, questionnaireResultsDrafted

        /// Whether something that was public is public no longer, or not in that wording: copies of it are not given out any more.
        package var takesBack: Bool {
            switch self {
            case .disclosureWithdrawn, .disclosurePurged, .disclosureCorrected, .disclosureChanged, .answerWithdrawn, .messageWithdrawn:
                true
            default: false
            }
        }
    }

    /// What it was done to.
    package struct Subject: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            case site, unit, catalogueVersion, comment, disclosure, draft, approvalPath, batch, obligation, request, dispute
            case account, post
            case scheme, round, rectification
            case programme
            case ledgerLine
            case service, rating
            case message, answer
            case interpretation, chain
            case opinion
            case consultation
            case subscriber
            case gathering, questionnaire
        }

        package let kind: Kind
        package let id: Int64

        package init(_ kind: Kind, _ id: Int64) {
            self.kind = kind
            self.id = id
        }
    }
}
