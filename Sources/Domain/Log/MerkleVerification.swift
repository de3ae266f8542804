extension MerkleHasher {
    /// Whether a proof shows that a leaf is in the tree of that size and root (RFC 9162, 2.1.3.2).
    ///
    /// - Parameters:
    ///   - leaf: the leaf's hash.
    ///   - index: its place, from 0.
    package func verifiesInclusion(of leaf: [UInt8], at index: Int64, path: [[UInt8]], size: Int64, root: [UInt8]) -> Bool {
        guard index >= 0, index < size else { return false }
        var (place, last, hash) = (index, size - 1, leaf)
        for step in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = node(step, hash)
                while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = node(hash, step)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether a proof shows that the older tree is the beginning of the newer one (RFC 9162, 2.1.4.2).
    package func verifiesConsistency(
        from old: Int64, root oldRoot: [UInt8], to size: Int64, root: [UInt8], path: [[UInt8]]
    ) -> Bool {
        guard old >= 0, old <= size else { return false }
        if old == size { return path.isEmpty && oldRoot == root }
        if old == 0 { return path.isEmpty && oldRoot == empty }
        // A whole subtree of the newer tree: the proof leaves out what is known.
        let steps = old & (old - 1) == 0 ? [oldRoot] + path : path
        guard let first = steps.first else { return false }
        var (place, last) = (old - 1, size - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        var (before, after) = (first, first)
        for step in steps.dropFirst() {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                (before, after) = (node(step, before), node(step, after))
                while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                after = node(after, step)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && before == oldRoot && after == root
    }
}
