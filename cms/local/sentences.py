"""One failure, one sentence: English first, Korean beneath it."""


class LocalError(Exception):
    """Something the person at the keyboard can put right; shown without a traceback."""

    def __init__(self, english: str, korean: str) -> None:
        super().__init__(english)
        self.english = english
        self.korean = korean

    def __str__(self) -> str:
        return f"{self.english}\n{self.korean}"


def disk_full(where: object) -> LocalError:
    return LocalError(
        f"The disk that holds {where} is full: free some space and try again.",
        f"{where} 위치의 디스크가 가득 찼습니다. 공간을 확보한 뒤 다시 실행하세요.",
    )


def not_writable(where: object) -> LocalError:
    return LocalError(
        f"The folder {where} cannot be written to: give yourself write permission"
        " or use another folder, and try again.",
        f"{where} 폴더에 쓸 수 없습니다. 쓰기 권한을 얻거나 다른 폴더에서 다시 실행하세요.",
    )


def says_disk_full(text: str) -> bool:
    """Whether a tool's output blames a full disk or an exhausted quota."""
    return any(sign in text for sign in ("No space left on device", "Disk quota exceeded"))
