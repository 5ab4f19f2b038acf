"""Vietnamese signs of a flaw in a wording."""

from persona_wizard.banks.wording.signs import Signs, sign

_YOU = r"(?:anh chị|anh/chị|anh|chị|bạn|em|cô|chú|bác|ông|bà|mình|quý khách|cháu|con|dì|cậu|thầy)"
_ASKS = (
    r"(?:vì sao|tại sao|sao|khi nào|lúc nào|bao giờ|ở đâu|đâu|thế nào|như thế nào|ra sao"
    r"|bằng cách nào|làm sao|ai|bao nhiêu|bao lâu|mấy|điều gì|cái gì|việc gì|lý do gì|gì)"
)
_GOOD = (
    r"(?:tốt|ngon|giòn|đẹp|nhanh|tiện(?: lợi)?|dễ(?: dàng)?|rẻ|tuyệt(?: vời)?|thoải mái|ưng"
    r"|hấp dẫn|đáng tiền|xuất sắc|chuyên nghiệp|thân thiện|tận tình|hữu ích|hài lòng)"
)
_BAD = (
    r"(?:tệ|tồi(?: tệ)?|dở|chậm|bất tiện|đắt|mắc|khó(?: chịu| khăn)?|phiền(?: phức)?"
    r"|bực(?: mình)?|rắc rối|lỗi thời|thất vọng|kém|lo(?: lắng)?|mệt)"
)
_OURS = r"(?:sản phẩm|ứng dụng|dịch vụ|phần mềm|bên em|chúng (?:tôi|em)|\{product\}|hệ thống|app)"
_BUYER = (
    r"(?:người (?:ra )?quyết định|người (?:có )?(?:tầm )?ảnh hưởng|người dùng cuối"
    r"|nhạy cảm (?:về|với) giá|(?:ngại|sợ|né) rủi ro|tiên phong|thích cái mới"
    r"|săn (?:khuyến mãi|hàng giảm giá)|trung thành|chi ly|tằn tiện|tiết kiệm|dễ tính"
    r"|khó tính|cẩn thận|bốc đồng)"
)
_DOES = (
    r"(?:dùng|mua|đi|ăn|uống|trả|xem|đọc|gọi|hỏi|so sánh|tính|định|giới thiệu|đặt|đổi|thử|mang"
    r"|chạy|tự|chia sẻ|nấu|học|làm)"
)

SIGNS = Signs(
    leading=sign(
        (
            r"\b(?:phải|đúng) (?:không|chứ|chăng|hông)"
            rf"(?=\s*(?:ạ|nhỉ|{_YOU}|\?|$))",
            r"(?:^|[,;]\s*)(?:phải chăng|(?:chẳng|không) phải|chẳng lẽ)\b",
            r"\b(?:nhỉ|đúng chứ|thế chứ)\s*\?",
            r"\bcó đồng ý (?:rằng|là)\b",
            r"\bchắc (?:là|hẳn)\b|\bhẳn là\b|(?:^|,\s*|\bthì )(?:chắc chắn|rõ ràng)\b",
            r"\b(?:đương nhiên|tất nhiên|dĩ nhiên|hiển nhiên)\b",
            r"\b(?:tuyệt vời|xuất sắc|hoàn hảo|tồi tệ|kinh khủng|đẳng cấp|vượt trội)\b",
            r"\b(?:thích|yêu|mê|ghét|ưng)\b[^?]*\b(?:đến (?:mức|cỡ) (?:nào|thế nào)|biết bao"
            r"|đến đâu)\b",
            rf"\b(?:vì sao|tại sao|sao)\b[^?]*\b(?:lại )?(?:{_GOOD}|{_BAD})\s*"
            r"(?:hơn|nhất|thế|vậy|đến thế|như vậy|như thế|đến vậy)\b",
            r"\b(?:vì sao|tại sao)\b[^?]*\b(?:yêu thích|thích|mê|ghét|chán)\b",
            rf"\b(?:điều gì|cái gì)\b[^?]*\bkhiến\b[^?]*\b(?:{_GOOD}|{_BAD})\s+(?:hơn|thế"
            rf"|vậy|đến)\b",
            rf"\b(?:{_GOOD}|{_BAD}) hơn\b[^?]*\b(?:thế nào|ra sao|bao nhiêu|nhiều không"
            r"|ở (?:chỗ|điểm))\b",
            rf"\b(?:{_GOOD}|{_BAD})\s+(?:như )?(?:thế nào|đến đâu|đến mức nào|cỡ nào)\b",
            r"\bcó (?:thấy|nghĩ|cho rằng|cảm thấy)\b[^?]*\b(?:quá|rất|thật|cực|hơn)\b",
            rf"\b{_OURS}\b[^?]*\b(?:đã )?(?:giúp|cải thiện|tiết kiệm)\b[^?]*"
            r"\b(?:thế nào|ra sao|những gì|bao nhiêu|được gì|nhiều)\b",
            r"(?:^|[.;,]\s*)(?:ai cũng|mọi người (?:đều|thường|vẫn)|nhiều (?:người|khách"
            r"|phụ huynh)"
            r"|đa số|hầu hết)\b[^?]*\b(?:nói|thấy|thích|khen|chê|biết|cho|bảo|phàn nàn"
            r"|chọn|khuyên)\b",
        ),
        well=(
            r"\bdễ (?:hay|hoặc) (?:là )?khó\b",
            r"\bkhó (?:hay|hoặc) (?:là )?dễ\b",
            r"\bhài lòng (?:hay|hoặc) (?:không|chưa)\b",
        ),
    ),
    double_barrelled=sign(
        (
            r"\?.*\?",
            rf"\bvà (?:(?:{_YOU}|đã|có|lại|thường|sau đó|được|nếu có thì) ){{0,3}}"
            rf"(?:\w+ ){{0,2}}{_ASKS}\b",
            rf"\b{_ASKS} và\b",
            r"\b(?:thích|ưng)\b[^?]*\bvà\b[^?]*\b(?:không thích|ghét|chê|không ưng)\b",
            r"\b(?:ưu|mạnh|lợi|được|tốt)\b[^?]*\bvà\b[^?]*\b(?:nhược|yếu|hại|chưa được"
            r"|xấu|dở)\b",
            r"\b(?:hài lòng|đánh giá|nghĩ (?:gì|sao|thế nào) về)\b[^?]*\b(?:và|cũng như"
            r"|cùng với)\b",
            r"\bthấy\b[^?]*\bvà\b[^?]*\b(?:thế nào|ra sao|không)\b",
            r"\b(?:và|hay|hoặc) có\b[^?]*\bkhông\b",
            rf"\bcó\b[^?]*\bvà (?:có |hay |thường |vẫn )?{_DOES}\b[^?]*\bkhông\b",
            r"\b(?:cũng như|đồng thời)\b",
        ),
        well=(
            r"\bgiữa\b.{1,60}?\bvà\b",
            rf"\b{_YOU} và (?:gia đình|chồng|vợ|con|các|người|đồng nghiệp|bạn|nhóm|đội)\b",
            r"\b(?:nghiên cứu và phát triển|vợ và chồng|bố và mẹ|cha và mẹ|ăn và uống"
            r"|điều khoản và điều kiện|bạn bè và (?:người thân|gia đình)|giấy và bút"
            r"|vừa và nhỏ|nhỏ và vừa|đào tạo và phát triển|kinh doanh và tiếp thị"
            r"|ngày và đêm|muối và tiêu)\b",
        ),
    ),
    hypothetical=sign(
        (
            r"\bsẽ\b",
            r"\b(?:nếu|giá (?:như|mà)|ví như)\b[^?]*\b(?:thì|có|sẽ|chịu|muốn|bao)\b",
            r"\b(?:giả sử|giả dụ|giả như|(?:thử|hãy) (?:tưởng tượng|hình dung))\b",
            r"\bcó (?:định|ý định|dự định|kế hoạch)\b|(?<!quyết )(?<!ý )\bđịnh (?:mua|dùng|đổi"
            r"|chuyển)\b",
            r"\b(?:khả năng|xác suất)\b[^?]*\b(?:bao nhiêu|thế nào|cao|không|mức nào)\b",
            r"(?:^|[,.;]\s*)liệu\b",
            r"\b(?:sẵn sàng|sẵn lòng) (?:trả|mua|bỏ|đổi|chi|dùng|giới thiệu|chuyển)\b",
        ),
        well=(
            r"\b(?:hồi|lúc|khi|hôm) (?:đó|ấy|đầu|mới|còn)\b[^?]*\b(?:sẽ|định)\b",
            r"\b(?:trước (?:khi|đó)|ban đầu|đã (?:nghĩ|tưởng|tính|hẹn|hứa|biết"
            r"|quyết định))\b[^?]*"
            r"\b(?:sẽ|định)\b",
            r"\b(?:tôi|chúng (?:tôi|em)) sẽ\b",
            r"\bnếu\b[^?]*\b(?:đã từng|từng|đã)\b[^?]*",
            r"\bnếu (?:có|được|tiện|không phiền)\s*[,?)]",
        ),
    ),
    asks_type=sign(
        (
            rf"\b{_YOU} (?:có (?:phải )?)?(?:là )?(?:một )?(?:kiểu |mẫu )?(?:người |khách )?"
            rf"(?:mua |tiêu dùng |khá |rất )?{_BUYER}\b",
            rf"\bcó phải (?:là )?(?:một )?(?:người )?{_BUYER}\b",
            r"\b(?:tự )?(?:coi|xem|nhận|thấy|cho|nghĩ|đánh giá|xếp) (?:rằng |là )?"
            r"(?:bản thân|mình) (?:là|thuộc|có phải|như|vào)\b",
            r"\bthuộc (?:kiểu|loại|dạng|tuýp|nhóm) (?!tuổi|thu nhập|ngành|nghề)",
            r"\blà (?:kiểu|loại|tuýp|mẫu) (?:người|khách|người mua)\b",
            r"\bvai trò\b[^?]*\b(?:quyết định|mua)\b",
        ),
        well=(r"^ai\b[^?]*",),
    ),
    asks_list=sign(
        (
            r"\b(?:những|các) "
            rf"(?!(?:ngày|lần|tháng|năm|tuần|hôm|{_YOU}) )"
            r"(?:\w+ ){1,4}?(?:nào|gì)\b",
            r"\bnhững (?:gì|ai|đâu)\b",
            r"\b(?:kể (?:hết|ra hết|tên|đủ)|liệt kê|nêu (?:các|những|hết|tất cả)"
            r"|kể ra (?:các|những))\b",
            r"\btất cả (?:các|những|mọi)\b",
        ),
    ),
    what_else=sign(
        (
            r"\bcòn\b[^?]*\b(?:nữa|khác|không)\b",
            r"\b(?:gì|ai|đâu|nào|chỗ) (?:nữa|khác)\b",
            r"\bthêm (?:gì|ai|nữa)\b",
        ),
    ),
)
