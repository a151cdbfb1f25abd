using Neighbours;

// The four systems that interconn platforms' data also lives behind, each played by its emulator: every endpoint is called by its client.
var score = new Score();
await score.PlayAsync("FUXI IS CA", () => FuxiStory.PlayAsync(score));
await score.PlayAsync("Huawei Cloud BCS, trusted data exchange", () => HuaweiBcsStory.PlayAsync(score));
await score.PlayAsync("GXB DES market", () => GxbDesStory.PlayAsync(score));
await score.PlayAsync("JKStack DPA", () => JkstackDpaStory.PlayAsync(score));

Console.WriteLine($"\n{score.Shown} of {Score.Endpoints} endpoints, {(score.IsWhole ? "all as documented" : "NOT all as documented")}.");
return score.IsWhole ? 0 : 1;
