/// What may be inspected at random (随机抽查事项): on what basis, by whom, what and how (国发〔2019〕5号).
package struct InspectionMatter: Sendable, Hashable {
    package typealias ID = Identifier<InspectionMatter>

    package let id: ID
    /// 抽查主体
    package let unit: OrganisationUnit.ID
    package var name: String
    package var basis: String
    /// What is looked at (抽查内容).
    package var content: String
    /// 现场检查、书面检查、网络监测 …
    package var way: String
    package var level: Level

    package init(id: ID, unit: OrganisationUnit.ID, name: String, basis: String, content: String, way: String, level: Level) {
        self.id = id
        self.unit = unit
        self.name = name
        self.basis = basis
        self.content = content
        self.way = way
        self.level = level
    }

    package enum Level: String, Sendable, CaseIterable, Hashable {
        case key, general

        package var name: String { self == .key ? "重点检查事项" : "一般检查事项" }
    }
}

/// Somebody or something that can be inspected (检查对象).
package struct InspectionTarget: Sendable, Hashable {
    package typealias ID = Identifier<InspectionTarget>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package var name: String
    /// 统一社会信用代码, or another register number; tells objects of one name apart.
    package var code: String
    package var address: String

    package init(id: ID, unit: OrganisationUnit.ID, name: String, code: String, address: String) {
        self.id = id
        self.unit = unit
        self.name = name
        self.code = code
        self.address = address
    }

    /// As the lists of a draw have it.
    package var label: String { code.isEmpty ? name : "\(name)（\(code)）" }
}

/// Somebody who may inspect (执法检查人员). To the public they are the number of their certificate.
package struct InspectionOfficer: Sendable, Hashable {
    package typealias ID = Identifier<InspectionOfficer>

    package let id: ID
    package let unit: OrganisationUnit.ID
    package var name: String
    /// 执法证号
    package var certificate: String

    package init(id: ID, unit: OrganisationUnit.ID, name: String, certificate: String) {
        self.id = id
        self.unit = unit
        self.name = name
        self.certificate = certificate
    }
}

/// A row of a list that came in as a table, with what is wrong with it.
package enum InspectionListFault: Error, Sendable, Hashable {
    case missing(String)
    case tooLong(String, limit: Int)
    /// An identity number of a person stands in the row: the libraries hold none.
    case identityNumber
    case unknownLevel(String)
    case twice(String)
    case unprintable

    package static let longest = 500

    /// Everything that is wrong with the cells of a row.
    ///
    /// - Parameters:
    ///   - needed: names of columns with what stands in them.
    ///   - others: what may be empty.
    package static func check(needed: [(String, String)], others: [(String, String)] = []) -> [InspectionListFault] {
        var faults = needed.filter(\.1.isEmpty).map { InspectionListFault.missing($0.0) }
        for (name, text) in needed + others {
            if text.unicodeScalars.count > longest { faults.append(.tooLong(name, limit: longest)) }
            if !Printable.allows(text, mayHaveLines: false) { faults.append(.unprintable) }
        }
        let scanner = PersonalDataScanner()
        if (needed + others).contains(where: { scanner.findings(in: $0.1).contains { $0.kind == .idCard } }) {
            faults.append(.identityNumber)
        }
        return faults
    }
}
