"""A mail server small enough to be read: it takes every mail and keeps it."""

import email
import email.policy
import socketserver
import threading
import time


class Mailbox:
    """What has come in, newest last."""

    def __init__(self):
        self.mails = []
        box = self

        class Talk(socketserver.StreamRequestHandler):
            def say(self, text):
                self.wfile.write((text + "\r\n").encode())

            def handle(self):
                self.say("220 test")
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word == b"DATA":
                        self.say("354 go on")
                        lines = []
                        while (line := self.rfile.readline()) not in (b".\r\n", b""):
                            lines.append(line[1:] if line.startswith(b"..") else line)
                        box.mails.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
                        self.say("250 taken")
                    elif word == b"QUIT":
                        return self.say("221 bye")
                    else:
                        self.say("250 ok")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        self.address = f"smtp://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def wait(self, count, seconds=20):
        """The mail with that number, counted from 1."""
        for _ in range(seconds * 10):
            if len(self.mails) >= count:
                return self.mails[count - 1]
            time.sleep(0.1)
        raise AssertionError(f"{seconds} 秒内只收到 {len(self.mails)} 封邮件")
