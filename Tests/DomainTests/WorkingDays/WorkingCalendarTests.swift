import Domain
import Testing

@Suite("Time limits are counted as the law counts them") struct WorkingCalendarTests {
    private let calendar = WorkingCalendar.released

    private func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    @Test(
        "Seven, fifteen, twenty and forty working days after receipt",
        arguments: [
            ("2023-09-20", ["2023-10-07", "2023-10-17", "2023-10-24", "2023-11-21"]),
            ("2023-12-20", ["2023-12-29", "2024-01-11", "2024-01-18", "2024-02-20"]),
            ("2024-01-31", ["2024-02-08", "2024-02-26", "2024-03-04", "2024-04-01"]),
            ("2024-09-10", ["2024-09-20", "2024-10-08", "2024-10-14", "2024-11-11"]),
            ("2025-01-20", ["2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"]),
            ("2025-09-15", ["2025-09-24", "2025-10-11", "2025-10-17", "2025-11-14"]),
            ("2025-09-28", ["2025-10-14", "2025-10-24", "2025-10-31", "2025-11-28"]),
            ("2026-02-14", ["2026-03-03", "2026-03-13", "2026-03-20", "2026-04-20"]),
            ("2026-09-18", ["2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"]),
        ])
    func vectors(_ start: String, _ expected: [String]) throws {
        let start = try day(start)
        for (amount, due) in zip([7, 15, 20, 40], expected) {
            let derivation = calendar.due(from: start, workingDays: amount)
            #expect(derivation.due.description == due, "\(start) + \(amount)")
            #expect(!derivation.isProvisional)
            #expect(derivation.steps.compactMap(\.number) == Array(1...amount))
        }
    }

    @Test(
        "A make-up Saturday or Sunday counts and can be the last day",
        arguments: [
            ("2024-01-31", 3, "2024-02-04"), ("2025-01-20", 5, "2025-01-26"), ("2026-09-18", 1, "2026-09-20"),
            ("2025-09-15", 15, "2025-10-11"),
        ])
    func makeUp(_ start: String, _ amount: Int, _ due: String) throws {
        let derivation = calendar.due(from: try day(start), workingDays: amount)
        let last = try #require(derivation.steps.last)
        #expect(derivation.due.description == due && derivation.due.weekday > 5)
        guard case .makeUp(let holiday) = last.kind else {
            Issue.record("\(due) is no make-up day")
            return
        }
        #expect(!holiday.isEmpty)
    }

    @Test("Working days a year", arguments: [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func years(_ year: Int, _ count: Int) { #expect(calendar.workingDays(in: year) == count) }

    @Test("Counting by sums is counting day by day, also before 1970 and after the last loaded year")
    func sums() throws {
        for (first, last) in [("1969-11-20", "1970-02-10"), ("2022-12-20", "2027-02-01")] {
            let start = try day(first)
            var count = 0
            for serial in start.serial + 1...(try day(last)).serial {
                let day = Day(serial: serial)
                #expect(calendar.isWorking(day) == calendar.kind(day).isWorking && (1...7).contains(day.weekday), "\(day)")
                if calendar.kind(day).isWorking {
                    count += 1
                    #expect(calendar.workingDay(after: start, number: count) == day)
                }
                #expect(
                    calendar.workingDays(after: start, through: day) == count && calendar.workingDays(after: day, through: start) == -count)
            }
        }
        #expect(try day("1949-10-01").weekday == 6)
    }

    @Test("The first day is never counted, whatever it is", arguments: ["2026-09-26", "2026-09-27", "2026-09-25"])
    func firstDay(_ start: String) throws {
        #expect(calendar.due(from: try day(start), workingDays: 1).due.description == "2026-09-28")
    }

    @Test("Past the last loaded year a due date is provisional, from the first unknown day on")
    func provisional() throws {
        #expect(!calendar.due(from: try day("2026-12-21"), workingDays: 8).isProvisional)
        let late = calendar.due(from: try day("2026-12-21"), workingDays: 9)
        #expect(late.provisionalFrom?.description == "2027-01-01" && late.due.description == "2027-01-01")
        #expect(late.explanation().contains("2027年的放假调休安排尚未载入"))
        let loaded = WorkingCalendar(
            HolidayYear.released + [HolidayYear(year: 2027, days: [.init(day: try day("2027-01-01"), isOff: true, name: "元旦")], source: "")]
        )
        let sure = loaded.due(from: try day("2026-12-21"), workingDays: 9)
        #expect(!sure.isProvisional && sure.due.description == "2027-01-04")
    }

    @Test(
        "Calendar days go over weekends and holidays, and end on a day of work",
        arguments: [
            // 20 days after 2026-02-10 is Monday 2026-03-02; the holiday in between counts.
            ("2026-02-10", 20, "2026-03-02"),
            // Saturday 2026-03-21 → Monday.
            ("2026-03-01", 20, "2026-03-23"),
            // The last day falls into the Spring Festival.
            ("2026-01-27", 20, "2026-02-24"),
            // Sunday 2026-09-20 is worked: nothing moves.
            ("2026-08-31", 20, "2026-09-20"),
        ])
    func calendarDays(_ start: String, _ amount: Int, _ due: String) throws {
        #expect(calendar.due(from: try day(start), calendarDays: amount).due.description == due)
    }

    @Test(
        "A month ends on the same day of the month, or on the month's last",
        arguments: [
            ("2026-01-31", 1, "2026-02-28"), ("2025-11-20", 3, "2026-02-24"), ("2024-01-29", 1, "2024-02-29"),
            ("2025-12-15", 1, "2026-01-15"),
        ])
    func months(_ start: String, _ amount: Int, _ due: String) throws {
        #expect(calendar.due(from: try day(start), months: amount).due.description == due)
    }

    @Test("Hours do not wait for working days", arguments: [(24, "2026-10-02"), (25, "2026-10-03"), (48, "2026-10-03"), (1, "2026-10-02")])
    func hours(_ amount: Int, _ due: String) throws {
        #expect(calendar.due(from: try day("2026-10-01"), hours: amount).due.description == due)
    }

    @Test(
        "At once is the same working day, or the next",
        arguments: [("2026-03-20", "2026-03-20"), ("2026-03-21", "2026-03-23"), ("2026-10-01", "2026-10-08")])
    func atOnce(_ start: String, _ due: String) throws { #expect(calendar.dueAtOnce(from: try day(start)).due.description == due) }

    @Test("Before an event is counted backwards and never shortened")
    func before() throws {
        let hearing = try day("2026-10-12")
        #expect(calendar.due(before: hearing, calendarDays: 7).due.description == "2026-10-05")
        #expect(calendar.due(before: hearing, calendarDays: 7).lastWorkingDay.description == "2026-09-30")
        // 10-10 (make-up Saturday), 10-09, 10-08, 09-30, 09-29.
        #expect(calendar.due(before: hearing, workingDays: 5).due.description == "2026-09-29")
    }

    @Test("How many working days are left, or over")
    func left() throws {
        let friday = try day("2026-03-20")
        #expect(TimeLeft(due: try day("2026-03-25"), on: friday, calendar: calendar) == .left(workingDays: 3, days: 5))
        #expect(TimeLeft(due: try day("2026-03-22"), on: friday, calendar: calendar).words == "还有 2 天，其间没有工作日")
        #expect(TimeLeft(due: friday, on: friday, calendar: calendar).words == "今天到期")
        #expect(TimeLeft(due: try day("2026-03-16"), on: friday, calendar: calendar).words == "已逾期 4 个工作日")
        #expect(TimeLeft(due: friday, on: try day("2026-03-22"), calendar: calendar).words == "已逾期 2 天")
    }
}

@Suite("A derivation reads like a clerk's explanation") struct DerivationWordsTests {
    private let calendar = WorkingCalendar.released

    private func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    @Test("Every holiday and every make-up day between the first day and the last is named, once")
    func workingDays() throws {
        #expect(
            calendar.due(from: try day("2026-09-18"), workingDays: 20).explanation()
                == "2026年9月18日（周五）收到，当日不计；9月20日（周日）调休上班，计第1个工作日；9月25日至27日中秋节放假，不计；10月1日至7日国庆节放假，不计；"
                + "10月10日（周六）调休上班，计第11个工作日；其余周六、周日不计；第20个工作日是10月22日（周四）。")
    }

    @Test("The year is named where it changes, a holiday over the end of a month as one stretch")
    func years() throws {
        #expect(
            calendar.due(from: try day("2023-12-20"), workingDays: 15).explanation(event: "作出决定")
                == "2023年12月20日（周三）作出决定，当日不计；2024年1月1日（周一）元旦放假，不计；其余周六、周日不计；第15个工作日是1月11日（周四）。")
        #expect(
            calendar.due(from: try day("2025-01-24"), workingDays: 3).explanation().contains("1月28日至2月4日春节放假，不计；"))
    }

    @Test("Without holidays only the weekends are named, and a few days need not even that")
    func plain() throws {
        #expect(
            calendar.due(from: try day("2026-03-16"), workingDays: 7).explanation()
                == "2026年3月16日（周一）收到，当日不计；周六、周日不计；第7个工作日是3月25日（周三）。")
        #expect(calendar.due(from: try day("2026-03-16"), workingDays: 1).explanation() == "2026年3月16日（周一）收到，当日不计；第1个工作日是3月17日（周二）。")
    }

    @Test("Calendar days say that they roll forward, and by which article")
    func calendarDays() throws {
        #expect(
            calendar.due(from: try day("2026-03-01"), calendarDays: 20).explanation(event: "批准（批复）")
                == "2026年3月1日（周日）批准（批复），当日不计，周末和节假日都计算在内；第20日是3月21日（周六）；"
                + "当日休息，顺延到休息日结束后的第一个工作日3月23日（周一）（民法典第二百零三条）。")
    }

    @Test("Each measure has a sentence of its own that names the due day")
    func others() throws {
        let start = try day("2026-10-01")
        #expect(calendar.dueAtOnce(from: start).explanation(event: "发生") == "2026年10月1日（周四）发生，当日休息；下一个工作日是10月8日（周四），应当在当日内公开。")
        #expect(calendar.due(from: start, hours: 24).explanation().contains("24小时届满之日是10月2日（周五）"))
        #expect(calendar.due(from: start, months: 1).explanation().contains("满1个月到期的对应日是11月1日（周日）；当日休息，顺延"))
        #expect(
            calendar.due(before: try day("2026-10-12"), calendarDays: 7).explanation(event: "举行")
                == "2026年10月12日（周一）举行，当日不计；往前数7日，最迟10月5日（周一）公开；当日休息，这个日子不顺延，最后一个工作日是9月30日（周三）。")
        #expect(calendar.due(on: try day("2026-01-31")).explanation().contains("法定日期是2026年1月31日（周六）"))
    }
}

@Suite("A year's arrangement of holidays is checked before it counts") struct HolidayYearTests {
    private func arranged(_ text: String, isOff: Bool) throws -> HolidayYear.Arranged {
        HolidayYear.Arranged(day: try #require(Day(text: text)), isOff: isOff, name: "节")
    }

    @Test("The released years have no faults") func released() { #expect(HolidayYear.released.allSatisfy { $0.faults.isEmpty }) }

    @Test("Empty, outside the year, worked on a weekday, twice: each is found")
    func faults() throws {
        #expect(HolidayYear(year: 2027, days: [], source: "").faults == [.empty])
        let wrong = HolidayYear(
            year: 2027,
            days: [
                try arranged("2026-12-31", isOff: true), try arranged("2026-11-30", isOff: true), try arranged("2028-01-01", isOff: true),
                try arranged("2027-01-04", isOff: false), try arranged("2027-01-01", isOff: true), try arranged("2027-01-01", isOff: true),
            ], source: "")
        #expect(
            wrong.faults == [
                .outsideYear(try #require(Day(text: "2026-11-30"))), .outsideYear(try #require(Day(text: "2028-01-01"))),
                .notAWeekend(makeUp: try #require(Day(text: "2027-01-04"))), .twice(try #require(Day(text: "2027-01-01"))),
            ])
    }
}
