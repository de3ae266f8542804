import Domain
import HTML

extension ErrorPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead { PageHead(title: words.title, width: .narrow, isIndexed: false, isError: true) }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        let words = words
        html(.div, .class("error-page")) { html in
            html(.p, .class("error-status"), text: String(kind.status))
            html(.h1, text: words.title)
            html(.p, .class("lead"), text: words.happened)
            section(&html, "您的内容") { $0(.p, text: words.kept) }
            section(&html, "现在可以") { html in
                html(.ul) { html in
                    for step in words.steps { html(.li, text: step) }
                    html(.li) { $0(.a, .href(Address.search().link), text: "搜索需要的信息") }
                    html(.li) { $0(.a, .href(Address.home.link), text: "回到首页") }
                }
            }
            html(.p, .class("quiet")) { html in
                if !frame.county.phone.isEmpty { html.text("需要帮助请拨打 \(frame.county.phone)，并报编号 ") } else { html.text("编号 ") }
                html(.code, text: reference)
            }
        }
    }

    private struct Words {
        var title: String
        var happened: String
        var kept: String
        var steps: [String]
    }

    private static let nothingSent = "您没有提交内容，不会丢失什么。"

    private var words: Words {
        switch kind {
        case .badRequest(let sentence): Words(title: "请求有误", happened: sentence, kept: "没有保存任何内容。", steps: ["检查地址或者填写的内容，改正后再试。"])
        case .notFound:
            Words(
                title: "没有这个页面", happened: "地址可能写错了，或者页面已经撤下。", kept: ErrorPage.nothingSent, steps: ["检查地址有没有写错、写全。"])
        case .methodNotAllowed(let allowed):
            Words(
                title: "不能这样访问", happened: "这个地址只接受 \(allowed.joined(separator: "、")) 请求。", kept: "没有保存任何内容。", steps: ["从网站的页面进入，不要直接改地址。"])
        case .conflict(let sentence):
            Words(title: "内容已经变了", happened: sentence, kept: "您这次的修改没有保存，原有内容没有改变。", steps: ["打开最新的内容，核对后再提交。"])
        case .tooLarge(let limit):
            Words(title: "内容太大", happened: "一次最多接收 \(limit.asFileSize)。", kept: "没有保存任何内容。", steps: ["缩短内容或者分几次提交。"])
        case .tooManyRequests(let seconds):
            Words(title: "访问太频繁", happened: "短时间内的请求太多，请稍等。", kept: "已经提交成功的内容不受影响。", steps: ["\(max(1, seconds)) 秒以后再试。"])
        case .failure:
            Words(
                title: "网站出了问题", happened: "服务器没有办成这件事，不是您的操作有误。", kept: "这次提交的内容没有保存；以前提交成功的不受影响。",
                steps: ["过几分钟再试一次。", "仍然不行，请把下面的编号告诉我们。"])
        case .unavailable:
            Words(title: "暂时不能访问", happened: "网站正在维护或者访问的人太多。", kept: "以前提交成功的内容不受影响。", steps: ["过几分钟再试一次。"])
        }
    }
}
