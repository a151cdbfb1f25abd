using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Interconn.Sdk.Emulators;
using Interconn.Sdk.Emulators.GxbDes;
using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Votes;

namespace Interconn.Sdk.GxbDes.Tests;

/// <summary>An emulator with the companies of the document's examples, a client of it, and requests without that client.</summary>
internal sealed class EmulatedSetting : IAsyncDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient http = new();
    private readonly TestMarket market;

    private EmulatedSetting(GxbDesEmulator emulator, ManualTimeProvider clock)
    {
        Emulator = emulator;
        Clock = clock;
        market = new TestMarket(emulator.Address, clock);
    }

    public GxbDesEmulator Emulator { get; }

    public ManualTimeProvider Clock { get; }

    public GxbDesClient Api => market.Api;

    /// <summary>Starts one in which 14, 15 and 16 are on the market and have bound accounts, one category is there, and 14 calls.</summary>
    public static async Task<EmulatedSetting> StartAsync(DateTimeOffset? now = null)
    {
        var clock = new ManualTimeProvider(now ?? new DateTimeOffset(2018, 3, 12, 12, 23, 10, TimeSpan.FromHours(8)));
        var setting = new EmulatedSetting(await GxbDesEmulator.StartAsync(new EmulatorOptions { TimeProvider = clock }), clock);
        foreach (long id in new long[] { 14, 15, 16 })
        {
            setting.Emulator.AddMerchant(Company(id));
            setting.Emulator.Bind(new AccountBinding { AccountId = $"1.2.{id}", MerchantId = id, ServiceUrl = "http://gxb.io/service" });
        }

        setting.Emulator.AddCategory("普惠金融");
        setting.Emulator.Caller = 14;
        return setting;
    }

    public static Merchant Company(long id) => new()
    {
        MerchantId = id,
        AuthorizerName = "草虫",
        MerchantName = "杭州存信数据科技有限公司",
        LogoUrl = "http://www.gxb.io/files/merchant/201610/11/1_yzXExf.jpg",
        MerchantAddress = "https://gxb.io",
    };

    /// <summary>Adds the product of the document's example, under another name and price if wanted.</summary>
    public long AddProduct(decimal threshold, string name, long amount, params long[] members) => Emulator.AddProduct(
        ProductExamples.Draft with { VoteThreshold = threshold, ProductName = name, Price = new Price { Amount = amount, AssetId = "1.3.1" } }, members);

    public long AddProduct(decimal threshold, params long[] members) => AddProduct(threshold, "KYC认证", 990000, members);

    /// <summary>Lets a merchant vote.</summary>
    public Task CastAsync(long merchant, long voteId, bool agree)
    {
        Emulator.Caller = merchant;
        return Api.Votes.CastAsync(voteId, agree);
    }

    /// <summary>The exception for what the emulator refuses.</summary>
    public static async Task<GxbDesAnswerException> RefusalAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (GxbDesAnswerException exception)
        {
            return exception;
        }

        throw new AssertionException("A refusal was expected.");
    }

    public Task<(HttpStatusCode Status, JsonNode Answer)> GetAsync(string target) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Emulator.Address, target)));

    public Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string target, string body) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(Emulator.Address, target))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = Json } },
        });

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await market.DisposeAsync();
        await Emulator.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (HttpResponseMessage answer = await http.SendAsync(request))
        {
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
        }
    }
}
