import Domain

// The places of gatherings and questionnaires in the workbench. Who may act on one says the unit that it belongs to.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .disclosureOffice])
    private static let writers: Permission = .roles([.editor])

    package static let gatherings = WorkRoute(.get, "/work/gatherings", readers)
    package static let newGathering = WorkRoute(.get, "/work/gatherings/new", writers)
    package static let createGathering = WorkRoute(.post, "/work/gatherings", writers)
    package static let gathering = WorkRoute(.get, "/work/gatherings/{gathering}", readers)
    package static let editGathering = WorkRoute(.get, "/work/gatherings/{gathering}/plan", writers)
    package static let saveGathering = WorkRoute(.post, "/work/gatherings/{gathering}/plan", writers)
    package static let announceGathering = WorkRoute(.post, "/work/gatherings/{gathering}/announcement", writers)
    package static let enterSignUp = WorkRoute(.post, "/work/gatherings/{gathering}/sign-ups", writers)
    package static let signUpPerson = WorkRoute(.get, "/work/gatherings/{gathering}/sign-ups/{person}", writers)
    package static let signUpsFile = WorkRoute(.get, "/work/gatherings/{gathering}/xlsx", writers)
    /// 抽签
    package static let selectParticipants = WorkRoute(.post, "/work/gatherings/{gathering}/selection", writers)
    package static let draftParticipants = WorkRoute(.post, "/work/gatherings/{gathering}/list", writers)
    package static let draftGatheringRecord = WorkRoute(.post, "/work/gatherings/{gathering}/record", writers)
    package static let settleAgendaItem = WorkRoute(.post, "/work/gatherings/{gathering}/agenda/{item}", writers)

    package static let questionnaires = WorkRoute(.get, "/work/questionnaires", readers)
    package static let newQuestionnaire = WorkRoute(.get, "/work/questionnaires/new", writers)
    package static let createQuestionnaire = WorkRoute(.post, "/work/questionnaires", writers)
    package static let questionnaire = WorkRoute(.get, "/work/questionnaires/{questionnaire}", readers)
    package static let editQuestionnaire = WorkRoute(.get, "/work/questionnaires/{questionnaire}/plan", writers)
    package static let saveQuestionnaire = WorkRoute(.post, "/work/questionnaires/{questionnaire}/plan", writers)
    package static let announceQuestionnaire = WorkRoute(.post, "/work/questionnaires/{questionnaire}/announcement", writers)
    package static let giveQuestionnaireResults = WorkRoute(.post, "/work/questionnaires/{questionnaire}/results", writers)
    package static let questionnaireFile = WorkRoute(.get, "/work/questionnaires/{questionnaire}/xlsx", writers)
}
