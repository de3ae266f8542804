/// Draws a sample (抽样) that anybody can draw again from the published seed.
///
/// The candidates are put in the order of their bytes, doubles left out; then for each place from the first on, one of those not yet drawn is put there (Fisher
/// and Yates). Numbers come from SplitMix64: the state grows by 0x9E3779B97F4A7C15, and is mixed by two multiplications. A number
/// below n is the remainder by n; numbers of the last, incomplete round of n are passed over, so that every candidate has the same chance.
package enum SampleDraw {
    /// - Returns: the drawn ones in the order in which they were drawn; all of them when there are no more than `count`.
    package static func draw(_ count: Int, from candidates: [String], seed: UInt64) -> [String] {
        var pool = Set(candidates).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var generator = SplitMix64(state: seed)
        let size = min(max(0, count), pool.count)
        for place in 0..<size {
            let other = place + Int(generator.next(below: UInt64(pool.count - place)))
            pool.swapAt(place, other)
        }
        return Array(pool.prefix(size))
    }
}

/// Steele, Lea and Flood, 2014.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// - Precondition: `bound` is positive.
    mutating func next(below bound: UInt64) -> UInt64 {
        let end = UInt64.max - UInt64.max % bound
        while true {
            let number = next()
            if number < end { return number % bound }
        }
    }
}
