/// A site: one county's portal. One installation can host several, told apart by host name.
package struct County: Sendable, Hashable {
    package typealias ID = Identifier<County>

    package var id: ID
    /// 明川县人民政府
    package var name: String
    /// 明川县, as it stands before a department's name.
    package var placeName: String
    /// Host names it answers to, without port; an empty list means every host.
    package var hosts: [String]
    /// 网站标识码, ten characters (RULES §15); empty until the county has one.
    package var siteCode: String
    /// Area code, six digits (GB/T 2260).
    package var areaCode: String
    /// 主办单位, 承办单位, 联系电话, ICP备案号, 公安备案号: what the footer must show (RULES §6.1); empty ones are not shown.
    package var sponsor: String
    package var operatorName: String
    package var phone: String
    package var icpNumber: String
    package var policeNumber: String
    /// Where 党政机关网站标识, 我为政府网站找错, 政府网站工作年度报表 and 政务服务 are (国办发〔2017〕47号, 国办函〔2018〕12号); empty ones are not shown.
    package var emblemAddress: String
    package var faultReportAddress: String
    package var yearlyReportAddress: String
    package var servicesAddress: String
    /// Changes with every publication; public pages are cached under it.
    package var contentVersion: Int64

    package init(
        id: ID, name: String, placeName: String, hosts: [String] = [], siteCode: String = "", areaCode: String = "", sponsor: String = "",
        operatorName: String = "", phone: String = "", icpNumber: String = "", policeNumber: String = "",
        emblemAddress: String = "", faultReportAddress: String = "", yearlyReportAddress: String = "", servicesAddress: String = "",
        contentVersion: Int64 = 1
    ) {
        self.id = id
        self.name = name
        self.placeName = placeName
        self.hosts = hosts
        self.siteCode = siteCode
        self.areaCode = areaCode
        self.sponsor = sponsor
        self.operatorName = operatorName
        self.phone = phone
        self.icpNumber = icpNumber
        self.policeNumber = policeNumber
        self.emblemAddress = emblemAddress
        self.faultReportAddress = faultReportAddress
        self.yearlyReportAddress = yearlyReportAddress
        self.servicesAddress = servicesAddress
        self.contentVersion = contentVersion
    }
}
