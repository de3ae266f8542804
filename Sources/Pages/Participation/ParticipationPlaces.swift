import Domain

// The places of participation in the workbench. Who may act on a consultation says the unit that it belongs to.

extension WorkRoute {
    private static let readers: Permission = .roles([.editor, .disclosureOffice])
    private static let writers: Permission = .roles([.editor])

    package static let participation = WorkRoute(.get, "/work/participation", readers)
    /// 公众参与事项清单
    package static let participationList = WorkRoute(.get, "/work/participation/lists/{year}", .roles([.disclosureOffice]))
    package static let participationListFile = WorkRoute(.get, "/work/participation/lists/{year}/xlsx", .roles([.disclosureOffice]))
    package static let importParticipationList = WorkRoute(.post, "/work/participation/lists/{year}/table", .roles([.disclosureOffice]))
    package static let publishParticipationList = WorkRoute(
        .post, "/work/participation/lists/{year}/publication", .roles([.disclosureOffice]))
    package static let newConsultation = WorkRoute(.get, "/work/participation/consultations/new", writers)
    package static let createConsultation = WorkRoute(.post, "/work/participation/consultations", writers)
    package static let consultation = WorkRoute(.get, "/work/participation/consultations/{consultation}", readers)
    package static let editConsultation = WorkRoute(.get, "/work/participation/consultations/{consultation}/plan", writers)
    package static let saveConsultation = WorkRoute(.post, "/work/participation/consultations/{consultation}/plan", writers)
    package static let announceConsultation = WorkRoute(.post, "/work/participation/consultations/{consultation}/announcement", writers)
    package static let concludeConsultation = WorkRoute(.post, "/work/participation/consultations/{consultation}/final", writers)
    package static let giveFeedback = WorkRoute(.post, "/work/participation/consultations/{consultation}/feedback", writers)
    package static let handleOpinions = WorkRoute(.post, "/work/participation/consultations/{consultation}/opinions", writers)
    package static let enterOpinion = WorkRoute(.post, "/work/participation/consultations/{consultation}/papers", writers)
    package static let opinionsFile = WorkRoute(.get, "/work/participation/consultations/{consultation}/xlsx", writers)
    package static let importOpinions = WorkRoute(.post, "/work/participation/consultations/{consultation}/table", writers)
    package static let opinionAuthor = WorkRoute(.get, "/work/participation/consultations/{consultation}/opinions/{opinion}", writers)
}
