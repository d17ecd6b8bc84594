struct Queue(Vec<u32>);

impl Queue {
    // ANCHOR: push
    fn push(&mut self, x: u32) {
        // ANCHOR: inner
        self.0.push(x);
        // ANCHOR_END: inner
    }
    // ANCHOR_END: push
}
