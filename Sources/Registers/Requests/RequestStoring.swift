package import Domain
import Persistence

extension RequestChannel: Storable {}
extension ApplicantKind: Storable {}
extension RequestFact.Kind: Storable {}
extension RequestState: Storable {}
extension RequestState.Party: Storable {}
extension RequestOutcome: Storable {}
extension RequestFees.Basis: Storable {}
extension RequestLetter.Service.Way: Storable {}
extension RequestDispute.Kind: Storable {}
extension RequestDispute.Result: Storable {}
extension RequestFile.Purpose: Storable {}

/// A file of a request: a scan, an opinion, what is handed out, what shows that it was served.
package struct RequestFile: Sendable, Hashable {
    package typealias ID = Identifier<RequestFile>

    package let id: ID
    package let purpose: Purpose
    package let name: String
    package let mediaType: String
    package let sizeInBytes: Int
    /// SHA-256 of the bytes in the clear.
    package let digest: String
    /// Their place in the file store: another one than `digest` when they are sealed.
    package let stored: String
    package let isSealed: Bool
    package let added: Instant
    package let signature: String

    package init(
        id: ID, purpose: Purpose, name: String, mediaType: String, sizeInBytes: Int, digest: String, stored: String, isSealed: Bool,
        added: Instant, signature: String
    ) {
        self.id = id
        self.purpose = purpose
        self.name = name
        self.mediaType = mediaType
        self.sizeInBytes = sizeInBytes
        self.digest = digest
        self.stored = stored
        self.isSealed = isSealed
        self.added = added
        self.signature = signature
    }

    package enum Purpose: String, Sendable, CaseIterable, Codable, Hashable {
        case application, identity, clarification, opinion, released, proof, other

        package var name: String {
            switch self {
            case .application: "申请书"
            case .identity: "身份证明"
            case .clarification: "补正材料"
            case .opinion: "征求意见的答复"
            case .released: "提供给申请人的信息"
            case .proof: "送达凭证"
            case .other: "其他材料"
            }
        }

        /// Whether it shows who the applicant is, so that its bytes are sealed.
        package var isSealed: Bool { self != .released }
    }
}
