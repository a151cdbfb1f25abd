using System.Text.Json;
using Interconn.Sdk.Emulators.GxbDes;
using Interconn.Sdk.GxbDes;
using Interconn.Sdk.GxbDes.Accounts;
using Interconn.Sdk.GxbDes.Categories;
using Interconn.Sdk.GxbDes.Exchanges;
using Interconn.Sdk.GxbDes.Products;
using Interconn.Sdk.GxbDes.Signing;
using Interconn.Sdk.GxbDes.Votes;

namespace Neighbours;

/// <summary>A company binds its account, offers a product, lets another provide for it by a vote, and reads its bills.</summary>
internal static class GxbDesStory
{
    private const string System = "GXB DES";
    private const long Company = 14;
    private const long Other = 15;

    public static async Task PlayAsync(Score score)
    {
        await using GxbDesEmulator emulator = await GxbDesEmulator.StartAsync();
        var key = GraphenePrivateKey.Generate();
        emulator.AddAccount("1.2.11", key.PublicKey);
        emulator.AddMerchant(new Merchant { MerchantId = Company, MerchantName = "杭州存信数据科技有限公司" });
        emulator.AddMerchant(new Merchant { MerchantId = Other, MerchantName = "another company" });
        emulator.Caller = Company;
        await using ServiceProvider services = new ServiceCollection().AddGxbDesClient(options => options.Address = emulator.Address).Services.BuildServiceProvider();
        GxbDesClient market = services.GetRequiredService<GxbDesClient>();

        await score.CallAsync(
            System,
            "3.1.1",
            "Accounts.BindAsync",
            () => market.Accounts.BindAsync(new AccountBinding { AccountId = "1.2.11", MerchantId = Company, ServiceUrl = "http://gxb.io/service" }, key),
            "1.2.11, signed by its key on secp256k1");
        ProductSummary product = await OfferAsync(score, market);
        await VoteAsync(score, emulator, market, product.ProductId);
        await ReadBillsAsync(score, emulator, market, product.ProductId);
    }

    private static async Task<ProductSummary> OfferAsync(Score score, GxbDesClient market)
    {
        Category category = await score.CallAsync(
            System, "3.1.2", "Categories.CreateAsync", () => market.Categories.CreateAsync("普惠金融"), category => $"{category.CategoryId} {category.CategoryName}");
        await score.CallAsync(
            System,
            "3.1.3",
            "Products.CreateAsync",
            () => market.Products.CreateAsync(new ProductDraft
            {
                ProductName = "KYC认证",
                LogoImgBase64 = "iVBORw0KGgo=",
                BriefDesc = "123",
                VoteThreshold = 0.7m,
                CategoryId = category.CategoryId,
                Price = new Price { Amount = 100000, AssetId = "1.3.1" },
                Privacy = false,
                Input = Fields("name", "string", JsonSerializer.SerializeToElement("张三")),
                Output = Fields("result", "boolean", JsonSerializer.SerializeToElement(true)),
            }),
            "KYC认证 for 1 GXS");
        GxbDesPage<ProductSummary> page = await score.CallAsync(
            System,
            "3.1.8",
            "Products.ListAsync",
            () => market.Products.ListAsync(category.CategoryId, ShareStatus.FreeMarket),
            page => $"{page.Total} in the free market: {page.Items[0].ProductName}");
        await score.CallAsync(
            System,
            "3.1.9",
            "Products.GetAsync",
            () => market.Products.GetAsync(page.Items[0].ProductId),
            product => $"{product.ProductName}, {product.Price?.Amount} of {product.Price?.AssetId}, asks for {string.Join(", ", product.Input!.Keys)}");
        return page.Items[0];
    }

    private static async Task VoteAsync(Score score, GxbDesEmulator emulator, GxbDesClient market, long productId)
    {
        emulator.Bind(new AccountBinding { AccountId = "1.2.12", MerchantId = Other, ServiceUrl = "http://gxb.io/other" });
        emulator.Caller = Other;
        OpenedVote application = await score.CallAsync(
            System, "3.1.4", "Products.AddMembersAsync", () => market.Products.AddMembersAsync(productId), vote => $"vote {vote.VoteId}, open until {vote.ExpireAt:yyyy-MM-dd}");
        emulator.Caller = Company;
        await score.CallAsync(
            System,
            "3.1.10",
            "Votes.ListAsync",
            () => market.Votes.ListAsync(productId, VoteFilter.Open),
            page => $"{page.Total} open: {page.Items[0].Type} by {page.Items[0].Requester}");
        await score.CallAsync(
            System,
            "3.1.11",
            "Votes.GetAsync",
            () => market.Votes.GetAsync(application.VoteId),
            vote =>
            {
                Score.Expect(vote is ApplyVoteDetail { Members.Count: 1 }, "an application names who applies");
                return $"{vote.GetType().Name}: {((ApplyVoteDetail)vote).Members[0].MerchantName}";
            });
        await score.CallAsync(System, "3.1.7", "Votes.CastAsync", () => market.Votes.CastAsync(application.VoteId, agree: true), "agreed");
        Score.Expect(emulator.MembersOf(productId).Contains(Other), "who is agreed to is a member");
        await score.CallAsync(
            System,
            "3.1.6",
            "Products.UpdateAsync",
            () => market.Products.UpdateAsync(productId, new ProductUpdate
            {
                ProductName = "KYC认证",
                LogoImgBase64 = "iVBORw0KGgo=",
                BriefDesc = "通过姓名、身份证号和自拍照验证是否一致",
                CategoryId = 1,
                Price = new Price { Amount = 990000, AssetId = "1.3.1" },
                Privacy = false,
                Input = Fields("name", "string", JsonSerializer.SerializeToElement("张三")),
                Output = Fields("result", "boolean", JsonSerializer.SerializeToElement(true)),
            }),
            vote => $"vote {vote.VoteId}: nothing changes until it has passed");
    }

    private static async Task ReadBillsAsync(Score score, GxbDesEmulator emulator, GxbDesClient market, long productId)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).Date);
        emulator.AddDeposit(Company, 106.91608m, now);
        emulator.AddExchange(new EmulatedExchange
        {
            ProductId = productId,
            Amount = 0.016m,
            Created = now,
            FromAccount = "1.2.12",
            ToAccount = "1.2.11",
            RequestId = "Qma2L9V1rVHBAMMSNLrqCRS1wicv7mhFWtou8JJDL5khCh",
            TxId = "d150b067f5f740ef8e0c755a6ee1e462f63d4ecf",
        });
        await score.CallAsync(
            System,
            "3.1.12",
            "Exchanges.ListConsumptionAsync",
            () => market.Exchanges.ListConsumptionAsync(new ConsumptionQuery { ProductId = productId, PageNo = 1, PageSize = 20 }),
            page => string.Join(", ", page.Items.Select(static use => $"{use.ProductName} for {use.Amount} GXS")));
        await score.CallAsync(
            System,
            "3.1.13",
            "Exchanges.ListDetailsAsync",
            () => market.Exchanges.ListDetailsAsync(new ExchangeQuery { ToAccount = "1.2.11" }),
            records => $"{records[0].FromAccount} to {records[0].ToAccount}");
        await score.CallAsync(
            System, "3.1.14", "Bills.GetMonthAsync", () => market.Bills.GetMonthAsync(today), bills => $"{bills[0].ProductName}: {bills[0].TransferCount} use, {bills[0].ConsumeAmount} GXS");
        await score.CallAsync(
            System, "3.1.15", "Bills.GetMonthTotalAsync", () => market.Bills.GetMonthTotalAsync(today), total => $"spent {total.ConsumeAmount}, paid in {total.IncomeAmount}");
        await score.CallAsync(
            System,
            "3.1.16",
            "Bills.ListRecentAsync",
            () => market.Bills.ListRecentAsync(),
            days =>
            {
                Score.Expect(days.Count == 30 && days[0].Date > days[29].Date, "thirty days, the newest first");
                return $"{days.Count} days, the newest first: {days[0].ConsumeAmount} GXS";
            });
        await score.CallAsync(
            System, "3.1.17", "Bills.GetTotalAsync", () => market.Bills.GetTotalAsync(), overview => $"{overview.Overview?.ConsumeAmount} GXS in all, {overview.ProductList.Count} product");
    }

    private static Dictionary<string, FieldDefinition> Fields(string name, string type, JsonElement sample) =>
        new() { [name] = new FieldDefinition { Type = type, Desc = name, Required = true, Sample = sample } };
}
