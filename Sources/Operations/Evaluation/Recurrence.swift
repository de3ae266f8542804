package import Domain
package import Persistence
import Registers

/// What was ordered to be put right in earlier rounds and is looked at again in this one (再次出现).
package struct Recurrence {
    private static let mostOrders = 500

    private let transaction: any Transaction
    private let site: County.ID

    package init(_ transaction: any Transaction, site: County.ID) {
        self.transaction = transaction
        self.site = site
    }

    /// The newest earlier order to a unit, by the code of the leaf that it was about. Another scheme may use the code for something
    /// else: only a leaf of the same name is the same.
    package func orders(to unit: OrganisationUnit.ID, before round: EvaluationRound) throws -> [String: RectificationOrder.ID] {
        let leaves = Dictionary(round.scheme.leaves.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        var names: [EvaluationRound.ID: [String: String]] = [:]
        var found: [String: RectificationOrder.ID] = [:]
        for order in try RectificationRegister(transaction, site: site).earlier(unit: unit, before: round.id, limit: Self.mostOrders) {
            guard let code = order.leaf, found[code] == nil, let name = leaves[code] else { continue }
            if names[order.round] == nil {
                let earlier = try RoundRegister(transaction, site: site).find(order.round)?.scheme.leaves ?? []
                names[order.round] = Dictionary(earlier.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
            }
            if names[order.round]?[code] == name { found[code] = order.id }
        }
        return found
    }
}
