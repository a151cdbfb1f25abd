namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>The bills of the document's examples, without their comments.</summary>
internal static class BillExamples
{
    public const string Month = """
        {
            "code": 1,
            "msg": "",
            "data": {
                "code": 0,
                "msg": null,
                "data": [{
                    "productId": 1,
                    "productName": "学历信息1",
                    "transferCount": 16,
                    "unitPrice": 0.001,
                    "consumeAmount": 0.016
                },{
                    "productId": 2,
                    "productName": "学历信息2",
                    "transferCount": 1,
                    "unitPrice": 1,
                    "consumeAmount": 1
                }],
                "total": null
            },
            "total": null
        }
        """;

    public const string MonthTotal = """
        {
            "code": 1,
            "msg": "",
            "data": {
                "date": null,
                "consumeAmount": 0.022,
                "incomeAmount": 106.91608,
                "transferCount": 3,
                "balance": 0,
                "average": null
            },
            "total": null
        }
        """;

    public const string Recent = """
        {
            "code": 1,
            "msg": "",
            "data": [{
                    "date": 1527350400000,
                    "consumeAmount": 0,
                    "incomeAmount": 0,
                    "transferCount": 0,
                    "balance": null,
                    "average": null
                },{
                    "date": 1527264000000,
                    "consumeAmount": 0,
                    "incomeAmount": 0,
                    "transferCount": 0,
                    "balance": null,
                    "average": null
            }],
            "total": null
        }
        """;

    public const string Total = $$"""
        {
            "code": 1,
            "msg": "",
            "data": {
                "overview": {
                    "date": null,
                    "consumeAmount": 1.06,
                    "incomeAmount": null,
                    "transferCount": null,
                    "balance": 0,
                    "average": 0.02465
                },
                "productList": [{
                        "productId": 1,
                        "productName": "学历信息1",
                        "logoUrl": "{{ProductExamples.LogoUrl}}",
                        "transferCount": 22,
                        "unitPrice": 0.001,
                        "consumeAmount": 0.06
                    },{
                        "productId": 2,
                        "productName": "学历信息2",
                        "logoUrl": "{{ProductExamples.LogoUrl}}",
                        "transferCount": 1,
                        "unitPrice": 1,
                        "consumeAmount": 1
                }]
            },
            "total": null
        }
        """;
}
