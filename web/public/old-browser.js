// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs only where modules do not: a plain page that says what to do. Written for browsers of 2009.
(function () {
  var page = document.getElementById('root');
  page.innerHTML =
    '<h1>浏览器太旧，打不开这个页面</h1>' +
    '<p>如果用的是 360 浏览器：点地址栏右边的闪电图标，换成“极速模式”，再刷新一次。</p>' +
    '<p>其他浏览器请更新到 Chrome 86、Edge 86 或更新的版本。没有网络也可以请管理员拷贝安装包。</p>' +
    '<p>不用网页一样可以得到帮助：请直接到中心来，或者打电话预约。</p>' +
    '<p>现在就需要有人：全国统一心理援助热线 12356。紧急情况请拨 120 或 110。</p>' +
    '<hr><p>This browser is too old for this page. Please use Chrome 86, Edge 86 or newer, or come to the centre in person.</p>';
})();
