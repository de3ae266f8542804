/// Paper, margins and grid of a document, in millimetres.
package struct PageSetup: Sendable, Hashable {
    package var width: Double
    package var height: Double
    package var top: Double
    package var bottom: Double
    package var left: Double
    package var right: Double
    /// Lines and full-width characters of the text area; `nil` for no grid.
    package var grid: Grid?

    package init(
        width: Double, height: Double, top: Double, bottom: Double, left: Double, right: Double, grid: Grid? = nil
    ) {
        self.width = width
        self.height = height
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
        self.grid = grid
    }

    /// How many lines and characters a page holds.
    package struct Grid: Sendable, Hashable {
        package var lines: Int
        package var characters: Int

        package init(lines: Int, characters: Int) {
            self.lines = lines
            self.characters = characters
        }
    }

    package var textWidth: Double { width - left - right }
    package var textHeight: Double { height - top - bottom }

    /// GB/T 9704-2012, 5.1–5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters.
    package static let official = PageSetup(
        width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26, grid: Grid(lines: 22, characters: 28))

    /// The same paper on its side, for wide tables (GB/T 9704-2012, 7.6).
    package static let landscape = PageSetup(width: 297, height: 210, top: 28, bottom: 26, left: 37, right: 35)
}
