/// Whether bytes are text in UTF-8 without control characters, checked at the speed of memory.
enum UTF8Check {
    private typealias Block = SIMD16<UInt8>
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let text = bytes.baseAddress else { return true }
        let count = bytes.count
        guard count >= 64 else { return isText(text, from: 0, to: count, of: count) }
        // Each block looks at the three bytes before it, so the first characters are taken one by one.
        guard isText(text, from: 0, to: 16, of: count) else { return false }
        var index = 16
        while index &+ 16 <= count {
            let end = min(count &- 15, index &+ 4_096)
            var isBroken = Mask(repeating: false)
            while index < end {
                isBroken = isBroken .| brokenBytes(UnsafeRawPointer(text + index))
                index &+= 16
            }
            if any(isBroken) { return false }
        }
        // The last character of the blocks may go on behind them.
        var start = index &- 1
        while start > 0, text[start] & 0xC0 == 0x80 { start &-= 1 }
        return isText(text, from: start, to: count, of: count)
    }

    /// Which of sixteen bytes do not follow from the three before each: RFC 3629 section 4, and no control characters but white space and
    /// the end mark of old systems.
    @inline(__always)
    private static func brokenBytes(_ place: UnsafeRawPointer) -> SIMDMask<SIMD16<Int8>> {
        let own = place.loadUnaligned(as: Block.self)
        let before = (place - 1).loadUnaligned(as: Block.self)
        let second = (place - 2).loadUnaligned(as: Block.self)
        let third = (place - 3).loadUnaligned(as: Block.self)
        let goesOn = (own & 0xC0) .== 0x80
        let shouldGoOn = (before .>= 0xC0) .| (second .>= 0xE0) .| (third .>= 0xF0)
        let never = (own .>= 0xF5) .| ((own & 0xFE) .== 0xC0)
        let control = (own .< 0x20) .& ((own &- 9) .> 4) .& (own .!= 0x1A)
        // Overlong forms, surrogates and what lies beyond U+10FFFF.
        let overlong = ((before .== 0xE0) .& (own .< 0xA0)) .| ((before .== 0xF0) .& (own .< 0x90))
        let beyond = ((before .== 0xED) .& (own .> 0x9F)) .| ((before .== 0xF4) .& (own .> 0x8F))
        return (goesOn .^ shouldGoOn) .| never .| control .| overlong .| beyond
    }

    /// Character by character, those that begin in the range.
    private static func isText(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int, of count: Int) -> Bool {
        var index = start
        while index < end {
            let first = text[index]
            if first < 0x80 {
                if first < 0x20 && !(0x09...0x0D).contains(first) && first != 0x1A { return false }
                index &+= 1
                continue
            }
            let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            guard (0xC2...0xF4).contains(first), index &+ width <= count else { return false }
            for offset in 1..<width where text[index &+ offset] & 0xC0 != 0x80 { return false }
            let second = text[index &+ 1]
            switch first {
            case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90, 0xF4 where second > 0x8F: return false
            default: index &+= width
            }
        }
        return true
    }
}
