using System.Text.Json;
using Interconn.Sdk.GxbDes.Products;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>The product of the document's examples, without their comments and commas.</summary>
internal static class ProductExamples
{
    public const string CreateRequest = """
        {
            "productName": "KYC认证",
            "logoImgBase64": "Base64.encode(imgByte)",
            "brieDesc": "123",
            "voteThrehold":0.7,
            "categoryId": 1,
            "price": {
                "amount": 100000,
                "assetId":"1.3.1"
            },
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

    public const string UpdateRequest = $$"""
        {
            "productName": "KYC认证",
            "logoImgBase64": "Base64.encode(imgByte)",
            "briefDesc": "通过姓名、身份证号和自拍照验证是否一致",
            "price":{
                "amount":990000,
                "assetId":"1.3.1"
            },
            "categoryId": 1,
            "privacy":false,
            {{FieldsWithoutRequired}}
        }
        """;

    public const string FieldsWithoutRequired = """
        "input":{
                "name": {
                    "type": "string",
                    "desc": "姓名",
                    "sample": "张三"
                },
                "idcard": {
                    "type": "string",
                    "desc": "身份证号",
                    "sample": "330102128901016666"
                },
                "photo": {
                    "type": "string",
                    "desc": "自拍照base64",
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
        """;

    public const string LogoUrl = "https://des-developer-test.oss-cn-hangzhou.aliyuncs.com/product/logo/logo_20180627205612_L8Ky6BKr.png";

    public const string ListAnswer = $$"""
        {
            "code":1,
            "msg":"成功",
            "total":15,
            "data":[{
                "productId":1,
                "productName":"KYC认证",
                "logoUrl": "{{LogoUrl}}",
                "briefDesc": "通过姓名、身份证号和自拍照验证是否一致",
                "privacy":false,
                "price":{
                    "amount":"990000",
                    "assetId":"1.3.1"
                }
            }]
        }
        """;

    public const string GetAnswer = $$"""
        {
            "code":1,
            "msg":"成功",
            "data":{
                "productName": "KYC认证",
                "logoUrl": "{{LogoUrl}}",
                "briefDesc": "通过姓名、身份证号和自拍照验证是否一致",
                "price":{
                    "amount":"990000",
                    "assetId":"1.3.1"
                },
                "categoryId": "1",
                "privacy":false,
                {{FieldsWithoutRequired}}
            }
        }
        """;

    public const string OpenedAnswer = """{"code":1,"msg":"成功","data":{"voteId":1,"expireAt":1501230180812}}""";

    public static ProductDraft Draft { get; } = new()
    {
        ProductName = "KYC认证",
        LogoImgBase64 = "Base64.encode(imgByte)",
        BriefDesc = "123",
        VoteThreshold = 0.7m,
        CategoryId = 1,
        Price = new Price { Amount = 100000, AssetId = "1.3.1" },
        Privacy = false,
        Input = Input(required: true),
        Output = Output,
    };

    public static ProductUpdate Update { get; } = new()
    {
        ProductName = "KYC认证",
        LogoImgBase64 = "Base64.encode(imgByte)",
        BriefDesc = "通过姓名、身份证号和自拍照验证是否一致",
        Price = new Price { Amount = 990000, AssetId = "1.3.1" },
        CategoryId = 1,
        Privacy = false,
        Input = Input(required: null),
        Output = Output,
    };

    private static Dictionary<string, FieldDefinition> Output => new()
    {
        ["result"] = new FieldDefinition { Type = "boolean", Desc = "是否匹配", Sample = JsonElement.Parse("true") },
    };

    public static Dictionary<string, FieldDefinition> Input(bool? required) => new()
    {
        ["name"] = new FieldDefinition { Type = "string", Desc = "姓名", Required = required, Sample = JsonElement.Parse("\"张三\"") },
        ["idcard"] = new FieldDefinition { Type = "string", Desc = "身份证号", Required = required, Sample = JsonElement.Parse("\"330102128901016666\"") },
        ["photo"] = new FieldDefinition { Type = "string", Desc = "自拍照base64", Required = required, Sample = JsonElement.Parse("\"6Ieq5ouN54WnYmFzZTY0...\"") },
    };
}
