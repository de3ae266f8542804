/// The JSON form of what scores are computed from, described in docs/evaluation.md.
extension ScoringInputs: Codable {
    private enum Key: String, CodingKey { case units, submissions, figures, moderations }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            units: try container.decodeIfPresent([String].self, forKey: .units) ?? [],
            submissions: try container.decode([Submission].self, forKey: .submissions),
            figures: try container.decodeIfPresent([MeasuredFigure].self, forKey: .figures) ?? [],
            moderations: try container.decodeIfPresent([Moderation].self, forKey: .moderations) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if !units.isEmpty { try container.encode(units, forKey: .units) }
        try container.encode(submissions, forKey: .submissions)
        if !figures.isEmpty { try container.encode(figures, forKey: .figures) }
        if !moderations.isEmpty { try container.encode(moderations, forKey: .moderations) }
    }
}

extension Submission: Codable {
    private enum Key: String, CodingKey { case assessor, unit, reviewer, answers }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            assessor: try container.decode(String.self, forKey: .assessor), unit: try container.decode(String.self, forKey: .unit),
            reviewer: try container.decodeIfPresent(String.self, forKey: .reviewer) ?? "",
            answers: try container.decode([Answer].self, forKey: .answers))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(assessor, forKey: .assessor)
        try container.encode(unit, forKey: .unit)
        if !reviewer.isEmpty { try container.encode(reviewer, forKey: .reviewer) }
        try container.encode(answers, forKey: .answers)
    }
}

extension Submission.Answer: Codable {
    private enum Key: String, CodingKey { case leaf, comment, evidence }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            leaf: try container.decode(String.self, forKey: .leaf), entry: try Submission.Entry(from: decoder),
            comment: try container.decodeIfPresent(String.self, forKey: .comment) ?? "",
            evidence: try container.decodeIfPresent([String].self, forKey: .evidence) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(leaf, forKey: .leaf)
        try entry.encode(to: encoder)
        if !comment.isEmpty { try container.encode(comment, forKey: .comment) }
        if !evidence.isEmpty { try container.encode(evidence, forKey: .evidence) }
    }
}

/// One key of four, in the object that it belongs to.
extension Submission.Entry: Codable {
    private enum Key: String, CodingKey, CaseIterable { case score, times, veto, notApplicable }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let keys = Key.allCases.filter(container.contains)
        guard keys.count == 1, let key = keys.first else {
            throw DecodingError.keyNotFound(
                keys.last ?? .score,
                DecodingError.Context(codingPath: container.codingPath, debugDescription: "one of score, times, veto and notApplicable"))
        }
        switch key {
        case .score: self = .score(try container.decode(ExactNumber.self, forKey: .score))
        case .times: self = .times(try container.decode([Int].self, forKey: .times))
        case .veto: self = .veto(try container.decode(Bool.self, forKey: .veto))
        case .notApplicable: self = .notApplicable(try container.decode(String.self, forKey: .notApplicable))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .score(let score): try container.encode(score, forKey: .score)
        case .times(let times): try container.encode(times, forKey: .times)
        case .veto(let isGiven): try container.encode(isGiven, forKey: .veto)
        case .notApplicable(let reason): try container.encode(reason, forKey: .notApplicable)
        }
    }
}

extension Moderation: Codable {
    private enum Key: String, CodingKey { case assessor, unit, leaf, reason }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            assessor: try container.decode(String.self, forKey: .assessor), unit: try container.decode(String.self, forKey: .unit),
            leaf: try container.decode(String.self, forKey: .leaf), entry: try Submission.Entry(from: decoder),
            reason: try container.decode(String.self, forKey: .reason))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(assessor, forKey: .assessor)
        try container.encode(unit, forKey: .unit)
        try container.encode(leaf, forKey: .leaf)
        try entry.encode(to: encoder)
        try container.encode(reason, forKey: .reason)
    }
}
