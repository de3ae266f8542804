import Domain
import Pages

/// The fields of a guide or a policy, row by row. Rows that were left empty are not there.
struct ServiceForm {
    private let form: FormFields

    init(_ form: FormFields) { self.form = form }

    /// As typed, for the form to be shown again; several ticks of one name are joined as the page joins them.
    var typed: [String: String] {
        var typed: [String: String] = [:]
        for field in form.fields {
            typed[field.name] = typed[field.name].map { "\($0)、\(field.value)" } ?? field.value
        }
        return typed
    }

    func content(_ kind: ServicePaper.Kind) -> (content: ServicePaper, problems: FieldProblems) {
        var problems: FieldProblems = []
        switch kind {
        case .guide: return (.guide(guide(&problems)), problems)
        case .policy: return (.policy(policy(&problems)), problems)
        }
    }

    private func guide(_ problems: inout FieldProblems) -> ServiceGuide {
        var guide = ServiceGuide(name: form.text("name"), code: form.text("code"))
        guide.bases = rows("basis", ["document", "article"]).map {
            ServiceGuide.LegalBasis(document: form.text("basis-document-\($0)"), article: form.text("basis-article-\($0)"))
        }
        guide.agency = form.text("agency")
        guide.conditions = lines("conditions")
        guide.steps = steps(&problems)
        guide.promisedLimit = limit("promised", &problems)
        guide.statutoryLimit = limit("statutory", &problems)
        guide.materials = rows("material", ["name", "source", "basis"]).map { row in
            ServiceGuide.Material(
                name: form.text("material-name-\(row)"), kind: choice("material-kind-\(row)") ?? .original,
                copies: number("material-copies-\(row)", in: 1...99, &problems) ?? 1, source: form.text("material-source-\(row)"),
                form: choice("material-form-\(row)") ?? .either, basis: form.text("material-basis-\(row)"),
                isForm: form.isOn("material-table-\(row)"))
        }
        for row in rows("material", ["source", "basis"]) where form.text("material-name-\(row)").isEmpty {
            problems.append(("material-name-\(row)", "请写明材料名称。"))
        }
        guide.needsNoMaterials = form.isOn("none")
        guide.fee = fee(&problems)
        (guide.place, guide.hours) = (form.text("place"), form.text("hours"))
        (guide.phone, guide.supervisionPhone) = (form.text("phone"), form.text("supervision"))
        (guide.result, guide.delivery, guide.scope) = (form.text("result"), form.text("delivery"), form.text("scope"))
        guide.audiences = ServiceAudience.allCases.filter { form.all("audience").contains($0.rawValue) }
        guide.channels = ServiceChannel.allCases.filter { form.all("channel").contains($0.rawValue) }
        guide.lifeEvents = list("event")
        guide.onlineAddress = form.text("online")
        return guide
    }

    private func policy(_ problems: inout FieldProblems) -> EnterprisePolicy {
        var policy = EnterprisePolicy(name: form.text("name"), code: form.text("code"))
        (policy.document, policy.applicants, policy.benefit) = (form.text("document"), form.text("applicants"), form.text("benefit"))
        policy.conditions = lines("conditions")
        policy.steps = steps(&problems)
        policy.guideCode = form.text("guide")
        (policy.phone, policy.window) = (form.text("phone"), form.text("window"))
        policy.industries = list("industries")
        policy.sizes = EnterprisePolicy.Size.allCases.filter { form.all("sizes").contains($0.rawValue) }
        policy.kind = choice("policy-kind") ?? .other
        let until = form.text("until")
        policy.until = Day(text: until)
        if policy.until == nil, !until.isEmpty { problems.append(("until", "日期应当写成“2026-12-31”的样子。")) }
        return policy
    }

    private func steps(_ problems: inout FieldProblems) -> [GuideStep] {
        let rows = rows("step", ["name", "actor", "outcome", "question"])
        return rows.map { row in
            if form.text("step-name-\(row)").isEmpty { problems.append(("step-name-\(row)", "请写明步骤名称。")) }
            return GuideStep(
                name: form.text("step-name-\(row)"), actor: form.text("step-actor-\(row)"), duration: form.text("step-duration-\(row)"),
                outcome: form.text("step-outcome-\(row)"), question: form.text("step-question-\(row)"),
                next: number("step-next-\(row)", in: 0...ServiceGuide.mostRows, &problems),
                otherwise: number("step-otherwise-\(row)", in: 0...ServiceGuide.mostRows, &problems))
        }
    }

    private func fee(_ problems: inout FieldProblems) -> ServiceFee? {
        switch form.text("fee") {
        case "free": return .free
        case "charged":
            guard let fen = ServiceFee.fen(yuan: form.text("fee-amount")) else {
                problems.append(("fee-amount", "金额应当大于 0，例如 10 或者 12.50。"))
                return nil
            }
            return ServiceFee(amountInFen: fen, per: form.text("fee-per"), basis: form.text("fee-basis"))
        default: return nil
        }
    }

    // MARK: Parts

    private func rows(_ key: String, _ names: [String]) -> [Int] {
        (0..<ServiceGuide.mostRows).filter { row in names.contains { !form.text("\(key)-\($0)-\(row)").isEmpty } }
    }

    private func lines(_ name: String) -> [String] {
        form.text(name).split(whereSeparator: \.isNewline).map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private func list(_ name: String) -> [String] {
        form.text(name).split { "、，,；;".contains($0) }.map { Folding.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private func choice<Choice: RawRepresentable<String>>(_ name: String) -> Choice? { Choice(rawValue: form.text(name)) }

    private func number(_ name: String, in bounds: ClosedRange<Int>, _ problems: inout FieldProblems) -> Int? {
        let text = form.text(name)
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), bounds.contains(number) else {
            problems.append((name, "应当是 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数。"))
            return nil
        }
        return number
    }

    private func limit(_ name: String, _ problems: inout FieldProblems) -> ServiceLimit? {
        let text = form.text(name)
        guard !text.isEmpty else { return nil }
        guard let limit = ServiceLimit(text: text) else {
            problems.append((name, "时限应当写成“即时办结”“5个工作日”或者“30日”。"))
            return nil
        }
        return limit
    }
}
