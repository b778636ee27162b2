"""Where units are, read from the frames of a picture: written from the words of picture.proto alone."""

ANNOUNCEMENT = 16
MARK = 32
UNIT = 3


class Column:
    """A packed column, number by number."""

    def __init__(self, column):
        first = column[0] if column else 0
        self.parameter, self.marked = first & 31, bool(first & MARK)
        self.bits = iter("".join(f"{byte:08b}" for byte in column[1:]))

    def take(self, count):
        return int("0" + "".join(next(self.bits, "0") for _ in range(count)), 2)

    def next(self):
        ones = 0
        while ones < ANNOUNCEMENT and self.take(1):
            ones += 1
        return self.take(32) if ones == ANNOUNCEMENT else ones << self.parameter | self.take(self.parameter)

    def signed(self):
        number = self.next()
        return -(number + 1) // 2 if number & 1 else number // 2


class Places:
    """Channel by channel: whose a slot is, and its latitude, longitude, and movement north and east, in millionths of a degree."""

    def __init__(self):
        self.channels = {}

    def of(self, unit):
        return next((rows[slots[unit]] for slots, rows in self.channels.values() if unit in slots and slots[unit] in rows), None)

    def apply(self, frame):
        slots, rows = self.channels.setdefault(frame.channel, ({}, {}))
        if frame.HasField("snapshot") and frame.snapshot.part == 0:
            slots.clear()
            rows.clear()
        for change in frame.changes:
            if change.HasField("removal") and change.removal.kind == UNIT:
                rows.pop(slots.pop(change.removal.id, None), None)
            elif change.HasField("upsert") and change.upsert.HasField("slot"):
                slots[change.upsert.id] = change.upsert.slot
        for block in frame.positions:
            self.move(block, rows)

    @staticmethod
    def move(block, rows):
        slots, latitudes, longitudes, norths, easts = map(Column, (
            block.slot_column, block.latitude_column, block.longitude_column, block.north_column, block.east_column))
        slot, above = -1, (0, 0)
        for _ in range(block.rows):
            slot += slots.next() + 1
            if block.absolute:
                above = (above[0] + latitudes.signed(), above[1] + longitudes.signed())
                rows[slot] = (*above, norths.signed(), easts.signed())
                continue
            latitude, longitude, *before = rows.get(slot, (0, 0, 0, 0))
            north = latitudes.signed() + (before[0] if latitudes.marked else 0)
            east = longitudes.signed() + (before[1] if longitudes.marked else 0)
            rows[slot] = (latitude + north, longitude + east, *((north, east) if slot in rows else (0, 0)))
