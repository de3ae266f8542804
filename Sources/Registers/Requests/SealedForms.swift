package import Domain
import FoundationEssentials

/// The bytes of what is sealed: one fixed form, so that the same words have the same digest.
package enum SealedForms {
    package static func bytes(_ applicant: Applicant) throws -> [UInt8] { try encoded(applicant) }

    package static func applicant(_ bytes: [UInt8]) throws -> Applicant { try JSONDecoder().decode(Applicant.self, from: Data(bytes)) }

    package static func bytes(_ letter: OfficialLetter) throws -> [UInt8] { try encoded(letter) }

    package static func letter(_ bytes: [UInt8]) throws -> OfficialLetter {
        try JSONDecoder().decode(OfficialLetter.self, from: Data(bytes))
    }

    package static func bytes(_ sender: MessageSender) throws -> [UInt8] { try encoded(sender) }

    package static func sender(_ bytes: [UInt8]) throws -> MessageSender {
        try JSONDecoder().decode(MessageSender.self, from: Data(bytes))
    }

    private static func encoded(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return Array(try encoder.encode(value))
    }
}
