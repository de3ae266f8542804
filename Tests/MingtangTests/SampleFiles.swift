/// Files as offices have them, made small.
enum SampleFiles {
    /// `count` documents, one JSON object a line; every `badEvery`th has no body.
    static func documents(_ count: Int, badEvery: Int = 0) -> String {
        (1...count).map { number in
            let body = badEvery > 0 && number % badEvery == 0 ? "" : "第\(number)号文件。为做好征地补偿工作，现将有关事项通知如下，请认真贯彻执行。"
            return #"{"id":"d\#(number)","title":"通知第\#(number)号","issuer":"明川县财政局","date":"2026-03-02","body":"\#(body)"}"#
        }.joined(separator: "\n") + "\n"
    }

    /// A catalogue in the usual columns.
    static func catalogue(_ items: [(String, String)]) -> String {
        let head = "序号,领域,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级"
        let rows = items.enumerated().map { index, item in
            "\(index + 1),征地补偿,\(item.0),\(item.1),公告；方案,《中华人民共和国土地管理法》,信息形成或者变更之日起20个工作日内,县自然资源局,政府网站,全社会,主动,县级"
        }
        return ([head] + rows).joined(separator: "\n") + "\n"
    }

    static let checklistHead = "来源,编号,事项名称,依据,责任单位,去向,对应领域,对应一级事项,对应二级事项,不予公开理由,法律依据,重新评估日期"
}
