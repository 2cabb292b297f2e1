"""Messages to members by mail and telephone (회원 부가서비스)."""
