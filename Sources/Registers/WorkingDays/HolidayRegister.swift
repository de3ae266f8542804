package import Domain
package import Persistence

/// The State Council's arrangements of days off and make-up days, year by year.
package struct HolidayRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func years() throws -> [Int] { try transaction.rows("SELECT year FROM holiday_year ORDER BY year") { try $0["year"] } }

    package func all() throws -> [HolidayYear] {
        var days: [Int: [HolidayYear.Arranged]] = [:]
        try transaction.forEach("SELECT year, day, is_off, name FROM holiday ORDER BY year, day") { row in
            days[try row["year"], default: []].append(
                HolidayYear.Arranged(day: try row["day"], isOff: try row["is_off"], name: try row["name"]))
        }
        return try transaction.rows("SELECT year, source FROM holiday_year ORDER BY year") { row in
            let year: Int = try row["year"]
            return HolidayYear(year: year, days: days[year] ?? [], source: try row["source"])
        }
    }

    /// Everything that is loaded, ready to count with.
    package func calendar() throws -> WorkingCalendar { WorkingCalendar(try all()) }

    /// Takes a year's arrangement into use, in place of the one before.
    package func put(year: HolidayYear) throws {
        try transaction.execute(
            "INSERT INTO holiday_year (year, source) VALUES (\(year.year), \(year.source)) ON CONFLICT (year) DO UPDATE SET source = excluded.source"
        )
        try transaction.execute("DELETE FROM holiday WHERE year = \(year.year)")
        for day in year.days {
            try transaction.execute(
                "INSERT INTO holiday (year, day, is_off, name) VALUES (\(year.year), \(day.day), \(day.isOff), \(day.name))")
        }
    }
}
