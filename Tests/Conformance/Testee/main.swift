// The testee of protobuf's conformance suite: answers the runner's requests until it closes the pipe.

let pipe = Pipe()
while let request = pipe.receive() { pipe.send(Testee.answer(to: request)) }
