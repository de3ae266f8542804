package import Domain
package import Registers

extension DecisionRegister.Line {
    /// A finding as it goes on record.
    ///
    /// - Parameter requiresFullIdentity: a rule demands the person's identity, so that the signer may let it stand.
    package init(_ finding: Finding, requiresFullIdentity: Bool) {
        var later: Role?
        if finding.severity == .blocking {
            if finding.isForLaterStep {
                later = finding.check.justifiers.sorted { $0.rawValue < $1.rawValue }.first
            } else if finding.check == .personalData, requiresFullIdentity {
                later = .signer
            }
        }
        let places = [finding.place] + finding.further
        let words = places.prefix(3).map(\.words).joined(separator: "、") + (places.count > 3 ? " 等 \(places.count) 处" : "")
        self.init(
            key: finding.key, kind: finding.check.rawValue, isBlocking: finding.severity == .blocking, place: words, sample: finding.sample,
            reason: finding.reason, remedy: finding.remedy, laterRole: later)
    }
}
