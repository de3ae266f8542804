import Domain
import FoundationEssentials
import Interchange

/// A year's arrangement of holidays as a file: JSON of the holiday-cn kind, or a table with the columns 日期, 类型 and 名称.
enum CalendarFile {
    /// `{"year": 2027, "papers": ["https://www.gov.cn/…"], "days": [{"date": "2027-01-01", "name": "元旦", "isOffDay": true}]}`
    private struct Content: Decodable {
        struct Entry: Decodable {
            let name: String?
            let date: Day
            let isOffDay: Bool
        }

        let year: Int
        let papers: [String]?
        let days: [Entry]
    }

    /// - Parameter year: for a table, whose days do not say it when they begin in December; else the year of most days.
    static func read(path: String, year: Int?) throws -> HolidayYear {
        let bytes = try FileBytes.read(path)
        let start = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        let found = start == UInt8(ascii: "{") ? try json(bytes, path) : try table(bytes, path, year)
        if let year, found.year != year {
            throw Failure(.content, "文件写的是 \(found.year) 年，与 --year \(year) 不一致。")
        }
        guard found.faults.isEmpty else { throw Failure(.content, ["\(path) 没有导入："] + sentences(found.faults)) }
        return found
    }

    private static func json(_ bytes: [UInt8], _ path: String) throws -> HolidayYear {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: Data(bytes))
        } catch {
            throw Failure(.unusable, "\(path) 不是放假安排的 JSON：应有 year 和 days，days 的每一项有 date、isOffDay、name。")
        }
        guard (1990...2999).contains(content.year) else { throw Failure(.content, "\(path) 的年份 \(content.year) 不对。") }
        return HolidayYear(
            year: content.year,
            days: content.days.map {
                HolidayYear.Arranged(
                    day: $0.date, isOff: $0.isOffDay, name: String(($0.name ?? "").unicodeScalars.prefix(30).map(Character.init)))
            },
            source: content.papers?.first ?? "国务院办公厅关于\(content.year)年部分节假日安排的通知")
    }

    private static func table(_ bytes: [UInt8], _ path: String, _ year: Int?) throws -> HolidayYear {
        var days: [HolidayYear.Arranged] = []
        for sheet in try TableFile.read(bytes).sheets {
            for line in sheet.lines {
                let cells = line.cells.map(\.text)
                guard cells.count >= 2, let first = cells.first, !first.isEmpty else { continue }
                guard let day = Day(text: first) else {
                    // A heading stands before the first day only.
                    if days.isEmpty { continue }
                    throw Failure(.content, "\(path) 第 \(line.number) 行的“\(first)”不是日期，应写成 2027-01-01。")
                }
                guard let isOff = kinds[cells[1].lowercased()] else {
                    throw Failure(.content, "\(path) 第 \(line.number) 行的类型“\(cells[1])”不认识，请写“放假”或者“上班”。")
                }
                days.append(HolidayYear.Arranged(day: day, isOff: isOff, name: cells.count > 2 ? cells[2] : ""))
            }
        }
        let counts = Dictionary(grouping: days, by: \.day.year).mapValues(\.count)
        guard let year = year ?? counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
            throw Failure(.content, "\(path) 中没有日期。表格应有三列：日期、类型（放假或者上班）、名称。")
        }
        return HolidayYear(year: year, days: days, source: "国务院办公厅关于\(year)年部分节假日安排的通知")
    }

    private static let kinds: [String: Bool] = [
        "放假": true, "休": true, "休息": true, "off": true, "holiday": true, "上班": false, "班": false, "调休上班": false, "补班": false, "调休": false,
        "work": false, "makeup": false, "make-up": false,
    ]

    static func sentences(_ faults: [HolidayYear.Fault]) -> [String] {
        faults.map { fault in
            switch fault {
            case .empty: "没有任何日期：国务院办公厅可能还没有公布这一年的安排，公布后再导入。"
            case .tooManyDays(let count): "有 \(count) 天，超过 \(HolidayYear.mostDays) 天，不像放假安排，请核对。"
            case .outsideYear(let day): "\(day) 不在这一年（只有上一年12月的日子可以同列），请核对。"
            case .notAWeekend(let day): "\(day) 是\(day.chineseWeekday)，本来就上班，不能列为调休上班，请核对。"
            case .twice(let day): "\(day) 出现两次，请删去多余的一行。"
            }
        }
    }
}
