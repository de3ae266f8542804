/// Where an item is published (公开渠道和载体): the thirteen boxes of the standard table, in its usual order.
/// The raw value is the standard name.
package enum Channel: String, Sendable, CaseIterable, Codable, Hashable {
    case website = "政府网站"
    case gazette = "政府公报"
    case socialMedia = "两微一端"
    case pressConference = "发布会/听证会"
    case broadcast = "广播电视"
    case print = "纸质媒体"
    case readingPoint = "公开查阅点"
    case serviceCentre = "政务服务中心"
    case serviceStation = "便民服务站"
    case homeVisit = "入户/现场"
    case noticeBoard = "社区/企事业单位/村公示栏(电子屏)"
    case targetedPush = "精准推送"
    case other = "其他"
}
