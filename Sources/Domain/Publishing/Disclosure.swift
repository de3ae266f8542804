/// A published document (主动公开的政府信息) with the metadata the portal must show.
package struct Disclosure: Sendable, Hashable {
    package typealias ID = Identifier<Disclosure>

    package let id: ID
    package var unit: OrganisationUnit.ID
    /// The catalogue item it fulfils, if it is filed under one; the item's identity, the same in every version of the catalogue.
    package var item: CatalogueItem.ID?
    /// Code of the field of work.
    package var domain: String?
    package var title: String
    /// 发文字号 in its standard form, such as `国办发〔2019〕54号`.
    package var number: String?
    /// 索引号, exactly as the office gave it (RULES §8.3: accepted in every form, never “fixed”).
    package var indexNumber: String?
    /// 主题分类
    package var theme: String?
    /// 体裁分类 or the column the office kept it in.
    package var category: String?
    /// 成文日期
    package var made: Day?
    /// 发布日期; `nil` when the office that published it first did not record one.
    package var published: Instant?
    package var validity: Validity
    package var body: DocumentBody
    /// Where the office had published it before.
    package var sourceAddress: String?
    package var version: Int

    package init(
        id: ID, unit: OrganisationUnit.ID, item: CatalogueItem.ID? = nil, domain: String? = nil, title: String, number: String? = nil,
        indexNumber: String? = nil, theme: String? = nil, category: String? = nil, made: Day? = nil, published: Instant?,
        validity: Validity = .unstated, body: DocumentBody, sourceAddress: String? = nil, version: Int = 1
    ) {
        self.id = id
        self.unit = unit
        self.item = item
        self.domain = domain
        self.title = title
        self.number = number
        self.indexNumber = indexNumber
        self.theme = theme
        self.category = category
        self.made = made
        self.published = published
        self.validity = validity
        self.body = body
        self.sourceAddress = sourceAddress
        self.version = version
    }

    /// 有效性 (RULES §8.2); shown on the page and in search.
    package enum Validity: String, Sendable, CaseIterable, Codable {
        case valid = "有效"
        case amended = "已修改"
        case repealed = "废止"
        case expired = "失效"
        /// The office has not said: shown as 未标注, never as valid.
        case unstated = "未标注"
    }
}
