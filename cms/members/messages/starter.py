"""The topics that a municipality begins with: names and what is sent, by language."""

TOPICS: dict[str, dict[str, tuple[str, str]]] = {
    "news": {
        "ko": ("새소식", "공지사항과 보도자료 가운데 주요 소식"),
        "en": ("News", "Important notices and press releases"),
        "zh-hans": ("新闻", "重要公告和新闻稿"),
        "zh-hant": ("新聞", "重要公告和新聞稿"),
        "ja": ("お知らせ", "お知らせと報道資料のうち主なもの"),
        "vi": ("Tin tức", "Thông báo và thông cáo báo chí quan trọng"),
    },
    "events": {
        "ko": ("행사·교육", "행사, 강좌, 모집 안내"),
        "en": ("Events and courses", "Events, courses, and calls for participants"),
        "zh-hans": ("活动与教育", "活动、讲座和招募信息"),
        "zh-hant": ("活動與教育", "活動、講座和招募資訊"),
        "ja": ("行事・講座", "行事、講座、募集のご案内"),
        "vi": ("Sự kiện và lớp học", "Sự kiện, lớp học và thông báo tuyển người tham gia"),
    },
    "boards": {
        "ko": ("참여마당", "새로 열린 게시판과 설문, 제안 결과 안내"),
        "en": ("Participation", "New boards, surveys, and what became of proposals"),
        "zh-hans": ("市民参与", "新开设的留言板、问卷调查和提案结果"),
        "zh-hant": ("市民參與", "新開設的留言板、問卷調查和提案結果"),
        "ja": ("参加ひろば", "新しい掲示板、アンケート、提案の結果のご案内"),
        "vi": ("Người dân tham gia", "Bảng tin mới, khảo sát và kết quả các đề xuất"),
    },
    "living": {
        "ko": ("생활정보", "교통 통제, 단수, 쓰레기 수거 등 생활에 필요한 알림"),
        "en": ("Daily life", "Road closures, water cuts, waste collection and the like"),
        "zh-hans": ("生活信息", "交通管制、停水、垃圾收集等生活通知"),
        "zh-hant": ("生活資訊", "交通管制、停水、垃圾收集等生活通知"),
        "ja": ("くらしの情報", "交通規制、断水、ごみ収集などくらしに必要なお知らせ"),
        "vi": ("Đời sống", "Cấm đường, cắt nước, thu gom rác và các thông báo cần thiết"),
    },
}
