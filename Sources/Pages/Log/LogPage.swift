package import Domain
import HTML

/// An entry of the public log as a link shows it.
package struct LogEntryLink: Sendable, Hashable {
    package var sequence: Int64
    package var time: Instant

    package init(sequence: Int64, time: Instant) {
        self.sequence = sequence
        self.time = time
    }
}

/// 公开日志: what it is good for, its checkpoints and its key, and how to check it oneself.
package struct LogPage: Sendable {
    /// The newest first, not all of them.
    package var checkpoints: [Checkpoint]
    package var checkpointCount: Int
    /// Events in the log, and how many of them the newest checkpoint covers.
    package var eventCount: Int64
    package var signedCount: Int64
    /// The public key in its text form; `nil` before the first checkpoint.
    package var key: String?
    /// The newest entries that may be shown with what they say.
    package var entries: [Entry]

    /// A checkpoint as the list shows it.
    package struct Checkpoint: Sendable {
        package var size: Int64
        package var time: Instant
        /// Hexadecimal.
        package var root: String

        package init(size: Int64, time: Instant, root: String) {
            self.size = size
            self.time = time
            self.root = root
        }
    }

    /// An entry with its sentence.
    package struct Entry: Sendable {
        package var link: LogEntryLink
        package var sentence: String

        package init(link: LogEntryLink, sentence: String) {
            self.link = link
            self.sentence = sentence
        }
    }

    package init(
        checkpoints: [Checkpoint], checkpointCount: Int, eventCount: Int64, signedCount: Int64, key: String?, entries: [Entry]
    ) {
        self.checkpoints = checkpoints
        self.checkpointCount = checkpointCount
        self.eventCount = eventCount
        self.signedCount = signedCount
        self.key = key
        self.entries = entries
    }
}

extension LogPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "公开日志", description: "每一次公开、修改和撤下都按顺序记入日志，任何人都能核对它没有被事后改写。",
            column: PageHead.Column(
                name: "公开日志", description: "每一次公开、修改和撤下都按顺序记入日志，任何人都能核对它没有被事后改写。", keywords: ["公开日志", "检查点", "核验"],
                type: .openData), width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(&html, "公开日志", lead: "每一次公开、修改和撤下都按先后记入日志。记下以后，谁也不能悄悄改动、删除、调换或者倒填日期，包括我们自己。")
        section(&html, "现在的情况") { html in
            html(.dl, .class("facts")) { html in
                fact(&html, "日志条数") { $0.text("\(Int(eventCount).grouped) 条") }
                fact(&html, "已经签名") { html in
                    html.text(
                        signedCount == eventCount ? "全部" : "前 \(Int(signedCount).grouped) 条，其余的在下一个检查点签名")
                }
                if let newest = checkpoints.first { fact(&html, "总指纹") { $0(.code, text: newest.root) } }
                fact(&html, "检查点") { $0.text("\(checkpointCount.grouped) 个，有新的记录时每天生成一个") }
            }
        }
        writeExplanation(&html)
        writeKey(&html)
        writeCheckpoints(&html)
        writeEntries(&html)
        writeChecking(&html)
        LogFormat().write(&html)
    }

    private func writeExplanation(_ html: inout HTMLWriter) {
        section(&html, "为什么改不了") { html in
            html(.ul) { html in
                html(.li, text: "每条记录都有一个由全部内容算出的指纹，改一个字，指纹就变。公开的文件，正文和附件名称也算在指纹里。")
                html(.li, text: "所有指纹再两两合并，直到剩下一个总指纹。任何一条改动、删除、插入或者调换，总指纹都会变。")
                html(.li, text: "每天把总指纹签名公布，就是检查点。谁保存过一个检查点，谁就能发现它之前的记录被改过。")
                html(.li, text: "内部办理的记录只公布指纹，不公布内容，但同样改不了。")
            }
        }
    }

    private func writeKey(_ html: inout HTMLWriter) {
        guard let key else { return }
        section(&html, "签名公钥") { html in
            html(.p) { $0(.code, text: key) }
            html(.p, .class("quiet"), text: "请另行抄存。核对时用您自己保存的公钥，不要用当时从网页上取的。")
        }
    }

    private func writeCheckpoints(_ html: inout HTMLWriter) {
        section(&html, "检查点") { html in
            guard !checkpoints.isEmpty else {
                return EmptyState(reason: "还没有检查点。", advice: "第一个检查点会在一天之内生成，请明天再来看。").write(&html)
            }
            html(.p) { html in
                html(.a, .class("button quiet"), .href(Address.logCheckpoint().link), text: "最新的检查点（文本）")
            }
            html(.div, .class("table-scroll cards")) { html in
                html(.table, .class("data-table"), .role("table")) { html in
                    html(.caption, text: checkpointCount > checkpoints.count ? "最近 \(checkpoints.count) 个检查点" : "全部检查点")
                    html(.thead, .role("rowgroup")) { html in
                        html(.tr, .role("row")) { html in
                            for heading in ["签名时间", "日志条数", "由此续写到最新的证明"] {
                                html(.th, .scope("col"), .role("columnheader"), text: heading)
                            }
                        }
                    }
                    html(.tbody, .role("rowgroup")) { html in
                        for checkpoint in checkpoints { write(checkpoint, &html) }
                    }
                }
            }
        }
    }

    private func write(_ checkpoint: Checkpoint, _ html: inout HTMLWriter) {
        html(.tr, .role("row")) { html in
            html(.th, .scope("row"), .role("rowheader")) { html in
                html(.a, .href(Address.logCheckpoint(size: checkpoint.size).link), text: checkpoint.time.text)
            }
            html(.td, .role("cell"), .data("label", "日志条数"), text: "\(Int(checkpoint.size).grouped) 条")
            html(.td, .role("cell"), .data("label", "续写证明")) { html in
                guard let newest = checkpoints.first, newest.size > checkpoint.size else {
                    return html(.span, .class("quiet"), text: "就是最新的")
                }
                html(.a, .href(Address.logContinuity(from: checkpoint.size, to: newest.size).link), .download) { html in
                    html(.span, .class("unseen"), text: "\(checkpoint.time.text)：")
                    html.text("下载")
                }
            }
        }
    }

    private func writeEntries(_ html: inout HTMLWriter) {
        guard !entries.isEmpty else { return }
        section(&html, "最近的公开记录") { html in
            html(.ul) { html in
                for entry in entries {
                    html(.li) { html in
                        html(.a, .href(Address.logEntry(entry.link.sequence).link), text: "第 \(Int(entry.link.sequence).grouped) 条")
                        html.text("　\(entry.link.time.text)　\(entry.sentence)")
                    }
                }
            }
        }
    }

    private func writeChecking(_ html: inout HTMLWriter) {
        section(&html, "怎样自己核对") { html in
            html(.ol) { html in
                html(.li, text: "抄存公钥，隔一段时间保存一次“最新的检查点”。检查点是一小段文字，可以打印、公证或者交给别人保管。")
                html(.li, text: "打开任何一份公开文件，页面末尾写着它是日志第几条；点进去下载证明文件。")
                html(.li) { html in
                    html.text("不连网核对证明文件：")
                    html(.code, text: "mingtang log verify --proof-only --proof 证明.json --key 公钥")
                }
                html(.li) { html in
                    html.text("核对新的检查点是由您以前保存的那个续写而来：下载那个检查点一行的续写证明，然后 ")
                    html(.code, text: "mingtang log verify --proof-only --proof 续写证明.json --since 以前保存的检查点.txt --key 公钥")
                }
                html(.li) { html in
                    html.text("机关内部核对整个数据库或者备份：")
                    html(.code, text: "mingtang log verify --database 备份.sqlite --since 以前保存的检查点.txt --key 公钥")
                }
                html(.li, text: "也可以用别的程序核对：检查点是 C2SP 签名文本（signed note、tlog-checkpoint），签名是 Ed25519，树是 RFC 6962，格式写在下面。")
            }
        }
    }
}

/// The formats, so that somebody else can write a program that checks.
struct LogFormat {
    func write(_ html: inout HTMLWriter) {
        html(.details) { html in
            html(.summary, text: "格式说明（供编写核对程序的人）")
            html(.ul) { html in
                html(
                    .li,
                    text: "每个字段写作四字节长度（高位在前）加内容；没有值的字段只写长度 0xFFFFFFFF。整数是八字节补码（高位在前），文字是 UTF-8，摘要是原始字节。")
                html(
                    .li,
                    text:
                        "记录：一行“mingtang leaf v1”和换行（0x0A），然后依次是序号、站点、时间（1970 年以来的毫秒数，UTC）、经办、单位、动作、对象类别、对象编号、办理前摘要、办理后摘要、理由、文件指纹。"
                )
                html(
                    .li,
                    text:
                        "文件：一行“mingtang document v1”和换行，然后依次是编号、站点、单位、公开事项、领域、标题、文号、索引号、主题、体裁、成文日期、发布时间、有效性、正文、原发布地址、来源键、附件个数、各附件的名称和地址（本站保存的附件写作 sha256: 加摘要）；SHA-256 就是文件指纹。"
                )
                html(.li, text: "记录的指纹是 SHA-256（0x00 加记录），合并是 SHA-256（0x01 加左、右指纹），第 n 条在树上的位置是 n-1（RFC 6962）。")
                html(.li, text: "检查点五行：名称、条数、总指纹（Base64）、timestamp 和毫秒数、previous 和上一个检查点的条数；空一行后是签名行。")
                html(
                    .li,
                    text: "证明文件是 JSON：leaf 的各字段与记录相同，编号写作十进制文字，摘要写作十六进制；path 从下到上。续写证明也是 JSON：older、newer 是两个检查点，path 见 RFC 6962 第 2.1.2 节。"
                )
            }
        }
    }
}

/// 「本条信息于…进入公开日志第…条」
struct LogSentence {
    var entry: LogEntryLink

    func write(_ html: inout HTMLWriter) {
        html(.p, .class("source")) { html in
            html.text("本条信息于")
            html(.time, .dateTime(entry.time.rfc3339), text: "\(entry.time.day.plainWords) \(entry.time.clock)")
            html.text(" 进入公开日志")
            html(.a, .href(Address.logEntry(entry.sequence).link), text: "第 \(Int(entry.sequence).grouped) 条")
            html.text("。")
        }
    }
}

extension Day {
    /// 2026年3月20日
    var plainWords: String { "\(year)年\(month)月\(day)日" }
}
