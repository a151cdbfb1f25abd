namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>The votes of the document's examples, without their comments and with the commas they need.</summary>
internal static class VoteExamples
{
    public const string ListAnswer = """
        {
            "code":1,
            "msg":"成功",
            "total":25,
            "data":[{
                "voteId":1,
                "productId":1,
                "productName":"kyc认证",
                "createDate":"2018-03-12T12:23:10",
                "status":"INPROGRESS",
                "requester":14,
                "type": "APPLY"
            }]
        }
        """;

    public const string Apply = """
        {
            "voteId":1,
            "productId":1,
            "status":"INPROGRESS",
            "requester":14,
            "type": "APPLY",
            "members":[{
                "merchantId":14,
                "authorizerName": "草虫",
                "merchantName": "杭州存信数据科技有限公司",
                "logoUrl": "http://www.gxb.io/files/merchant/201610/11/1_yzXExf.jpg",
                "merchantAddress": "https://gxb.io"
            }]
        }
        """;

    public const string AddMember = """
        {
            "voteId":1,
            "productId":1,
            "requester":14,
            "type": "ADD_MEMBER",
            "members":[{
                "merchantId":16,
                "authorizerName": "草虫",
                "merchantName": "杭州存信数据科技有限公司",
                "logoUrl": "http://www.gxb.io/files/merchant/201610/11/1_yzXExf.jpg",
                "merchantAddress": "https://gxb.io"
                },{
                "merchantId":15,
                "authorizerName": "草虫",
                "merchantName": "杭州存信数据科技有限公司",
                "logoUrl": "http://www.gxb.io/files/merchant/201610/11/1_yzXExf.jpg",
                "merchantAddress": "https://gxb.io"
            }]
        }
        """;

    public const string UpdateProduct = $$"""
        {
            "voteId":1,
            "productId":1,
            "requester":14,
            "type": "UPDATE_PRODUCT",
            "from":{{Product}},
            "to":{{Product}}
        }
        """;

    // Printed twice, the same before and after.
    private const string Product = """
        {
                "productName": "KYC认证",
                "briefDesc": "通过姓名、身份证号和自拍照验证是否一致",
                "price":{
                    "amount":990000,
                    "assetId":"1.3.1"
                },
                "categoryId": 1,
                "privacy":false,
                "input":{
                    "name": {
                        "type": "string",
                        "desc": "姓名",
                        "required":true,
                        "sample": "张三"
                    },
                    "idcard": {
                        "type": "string",
                        "desc": "身份证号",
                        "required":true,
                        "sample": "330102128901016666"
                    },
                    "photo": {
                        "type": "string",
                        "desc": "自拍照base64",
                        "required":true,
                        "sample": "6Ieq5ouN54WnYmFzZTY0..."
                    }
                },
                "output":{
                    "result": {
                        "type": "boolean",
                        "desc": "是否匹配",
                        "sample": true
                    }
                }
            }
        """;

    /// <summary>The answer that a vote stands in.</summary>
    public static string Answer(string vote) => $$"""
        {
            "code":1,
            "msg":"成功",
            "data":{{vote}}
        }
        """;
}
