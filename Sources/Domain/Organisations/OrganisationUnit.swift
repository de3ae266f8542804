/// A body that publishes (公开主体): the county government, a department, a township, a village.
package struct OrganisationUnit: Sendable, Hashable {
    package typealias ID = Identifier<OrganisationUnit>

    package let id: ID
    /// Chosen by the county, stable, used in addresses: ASCII letters, digits and hyphens, at most 40 characters.
    package var code: String
    package var name: String
    /// 县发展改革局 for 明川县发展和改革局; empty when there is none.
    package var shortName: String
    package var kind: Kind
    package var parent: ID?
    package var contact: Contact
    /// 机构职能, in plain paragraphs.
    package var duties: String
    /// Made by an import that named an issuer nobody had registered.
    package var isImported: Bool
    package var version: Int

    package init(
        id: ID, code: String, name: String, shortName: String = "", kind: Kind, parent: ID? = nil, contact: Contact = Contact(),
        duties: String = "", isImported: Bool = false, version: Int = 1
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.shortName = shortName
        self.kind = kind
        self.parent = parent
        self.contact = contact
        self.duties = duties
        self.isImported = isImported
        self.version = version
    }

    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// 县人民政府
        case government
        /// 县政府工作部门、派出机构
        case department
        /// 乡、镇人民政府，街道办事处
        case township
        /// 村（居）民委员会
        case village
        /// 承担行政职能的事业单位、公共企事业单位
        case institution
        /// Another body: a superior office, a court, a party office named by an imported document.
        case other
    }

    /// What the disclosure guide must state (条例 Art. 12).
    package struct Contact: Sendable, Hashable {
        package var address: String
        package var officeHours: String
        package var phone: String
        package var fax: String
        package var email: String
        /// 负责人姓名 (条例 Art. 20(2))
        package var head: String

        package init(
            address: String = "", officeHours: String = "", phone: String = "", fax: String = "", email: String = "", head: String = ""
        ) {
            self.address = address
            self.officeHours = officeHours
            self.phone = phone
            self.fax = fax
            self.email = email
            self.head = head
        }
    }
}
