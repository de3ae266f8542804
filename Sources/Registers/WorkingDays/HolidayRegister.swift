package import Domain
package import Persistence

/// The State Council's arrangements of days off and make-up days, year by year.
package struct HolidayRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func years() throws -> [Int] { try transaction.rows("SELECT year FROM holiday_year ORDER BY year") { try $0["year"] } }

    package func put(year: HolidayYear) throws {
        try transaction.execute(
            "INSERT INTO holiday_year (year, source) VALUES (\(year.year), \(year.source)) ON CONFLICT (year) DO UPDATE SET source = excluded.source"
        )
        for (days, isOff) in [(year.off, true), (year.makeUp, false)] {
            for day in days {
                try transaction.execute(
                    """
                    INSERT INTO holiday (day, is_off, name) VALUES (\(day), \(isOff),
                        \("")) ON CONFLICT (day) DO UPDATE SET is_off = excluded.is_off
                    """)
            }
        }
    }
}
