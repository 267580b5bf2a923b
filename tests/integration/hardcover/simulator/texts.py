"""Documents that several tests post."""

ME = "{ me { id } }"
FIVE = "{ " + " ".join(f"a{number}: me {{ id }}" for number in range(5)) + " }"
SIX = "{ " + " ".join(f"a{number}: me {{ id }}" for number in range(6)) + " }"


def rating_change(entry_id: int, count: int = 1) -> str:
    fields = (
        f"m{n}: update_user_book(id: {entry_id}, object: {{rating: {n}}}) {{ error }}"
        for n in range(1, count + 1)
    )
    return f"mutation {{ {' '.join(fields)} }}"
