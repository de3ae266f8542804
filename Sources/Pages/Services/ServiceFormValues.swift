package import Domain

extension ServiceFormPage {
    /// The fields of a content as it is stored.
    package static func values(of content: ServicePaper) -> [String: String] {
        var values = ["name": content.name, "code": content.code]
        for (row, step) in content.steps.enumerated() {
            values["step-name-\(row)"] = step.name
            values["step-actor-\(row)"] = step.actor
            values["step-duration-\(row)"] = step.duration
            values["step-outcome-\(row)"] = step.outcome
            values["step-question-\(row)"] = step.question
            values["step-next-\(row)"] = step.next.map { String($0) }
            values["step-otherwise-\(row)"] = step.otherwise.map { String($0) }
        }
        switch content {
        case .guide(let guide): put(guide, into: &values)
        case .policy(let policy): put(policy, into: &values)
        }
        return values
    }

    private static func put(_ guide: ServiceGuide, into values: inout [String: String]) {
        values["agency"] = guide.agency
        values["audience"] = guide.audiences.map(\.rawValue).joined(separator: "、")
        values["event"] = guide.lifeEvents.joined(separator: "、")
        values["scope"] = guide.scope
        values["conditions"] = guide.conditions.joined(separator: "\n")
        values["promised"] = guide.promisedLimit?.words
        values["statutory"] = guide.statutoryLimit?.words
        values["none"] = guide.needsNoMaterials ? "on" : nil
        values["place"] = guide.place
        values["hours"] = guide.hours
        values["phone"] = guide.phone
        values["supervision"] = guide.supervisionPhone
        values["channel"] = guide.channels.map(\.rawValue).joined(separator: "、")
        values["online"] = guide.onlineAddress
        values["result"] = guide.result
        values["delivery"] = guide.delivery
        if let fee = guide.fee {
            values["fee"] = fee.isFree ? "free" : "charged"
            values["fee-amount"] = fee.isFree ? "" : ServiceFee.yuan(fee.amountInFen)
            values["fee-per"] = fee.per
            values["fee-basis"] = fee.basis
        }
        for (row, basis) in guide.bases.enumerated() {
            values["basis-document-\(row)"] = basis.document
            values["basis-article-\(row)"] = basis.article
        }
        for (row, material) in guide.materials.enumerated() {
            values["material-name-\(row)"] = material.name
            values["material-kind-\(row)"] = material.kind.rawValue
            values["material-copies-\(row)"] = String(material.copies)
            values["material-form-\(row)"] = material.form.rawValue
            values["material-source-\(row)"] = material.source
            values["material-basis-\(row)"] = material.basis
            values["material-table-\(row)"] = material.isForm ? "on" : nil
        }
    }

    private static func put(_ policy: EnterprisePolicy, into values: inout [String: String]) {
        values["document"] = policy.document
        values["policy-kind"] = policy.kind.rawValue
        values["applicants"] = policy.applicants
        values["benefit"] = policy.benefit
        values["industries"] = policy.industries.joined(separator: "、")
        values["sizes"] = policy.sizes.map(\.rawValue).joined(separator: "、")
        values["until"] = policy.until?.description
        values["conditions"] = policy.conditions.joined(separator: "\n")
        values["guide"] = policy.guideCode
        values["window"] = policy.window
        values["phone"] = policy.phone
    }
}
