/// How far a round of evaluation has come (评估进度). The one life cycle: `allowed` is its table.
package enum RoundState: String, Sendable, CaseIterable, Codable, Hashable {
    /// 筹备: units, assessors and deadlines are laid down, samples are drawn.
    case prepared
    /// 评分中: sheets are filled in, each sealed from the others.
    case open
    /// 已截止: the sheets are opened, counted and reconciled.
    case closed
    /// 结果征求意见: units see their scores and may appeal.
    case announced
    /// 已定分: appeals are answered, and nothing that counts changes any more.
    case settled
    /// 已通报: the bulletin is out, rectification runs.
    case published
    case finished
    case cancelled

    package var name: String {
        switch self {
        case .prepared: "筹备"
        case .open: "评分中"
        case .closed: "评分截止"
        case .announced: "结果征求意见"
        case .settled: "已定分"
        case .published: "已通报"
        case .finished: "已办结"
        case .cancelled: "已取消"
        }
    }

    package var isOver: Bool { self == .finished || self == .cancelled }
}

/// What somebody does in a round.
package enum RoundAct: String, Sendable, CaseIterable, Hashable {
    /// Sees how far it is, and one's own sheets.
    case read
    /// Sees everybody's sheets. Before the close nobody does, whatever their post.
    case readSheets
    case readResult
    case arrange, extend, draw, open, cancel
    case score, submit, recall
    case close, compute, moderate, announce
    case appeal, answerAppeal, settle
    case publish, order, respond, recheck, finish

    /// The state that it leads to; `nil` when it changes none.
    package var next: RoundState? {
        switch self {
        case .open: .open
        case .close: .closed
        case .announce: .announced
        case .settle: .settled
        case .publish: .published
        case .finish: .finished
        case .cancel: .cancelled
        case .read, .readSheets, .readResult, .arrange, .extend, .draw, .score, .submit, .recall, .compute, .moderate, .appeal,
            .answerAppeal, .order, .respond, .recheck:
            nil
        }
    }
}

/// What somebody is in a round; one person may be several of them.
package enum RoundRole: String, Sendable, CaseIterable, Hashable {
    /// 政务公开办: runs it.
    case office
    /// 被评单位: an editor of a unit that takes part; also scores it for itself.
    case unit
    /// 第三方、检查组: named in the round.
    case reviewer
}

extension RoundState {
    /// Everything that somebody in that role may do in this state: the table of the life cycle.
    package func allowed(to role: RoundRole) -> Set<RoundAct> {
        switch (self, role) {
        case (.prepared, .office): [.read, .arrange, .extend, .draw, .open, .cancel]
        case (.prepared, .unit), (.prepared, .reviewer): [.read]
        case (.open, .office): [.read, .extend, .draw, .close, .cancel]
        case (.open, .unit), (.open, .reviewer): [.read, .score, .submit, .recall]
        case (.closed, .office): [.read, .readSheets, .readResult, .compute, .moderate, .announce, .cancel]
        case (.closed, .unit), (.closed, .reviewer): [.read]
        case (.announced, .office): [.read, .readSheets, .readResult, .compute, .moderate, .answerAppeal, .settle]
        case (.announced, .unit): [.read, .readResult, .appeal]
        case (.announced, .reviewer): [.read]
        case (.settled, .office): [.read, .readSheets, .readResult, .publish, .order, .recheck]
        case (.settled, .unit): [.read, .readResult, .respond]
        case (.settled, .reviewer): [.read]
        case (.published, .office): [.read, .readSheets, .readResult, .order, .recheck, .finish]
        case (.published, .unit): [.read, .readResult, .respond]
        case (.published, .reviewer): [.read, .readResult]
        case (.finished, .office): [.read, .readSheets, .readResult]
        case (.finished, .unit), (.finished, .reviewer): [.read, .readResult]
        case (.cancelled, .office), (.cancelled, .unit), (.cancelled, .reviewer): [.read]
        }
    }

    package func allows(_ act: RoundAct, to roles: Set<RoundRole>) -> Bool { roles.contains { allowed(to: $0).contains(act) } }
}
