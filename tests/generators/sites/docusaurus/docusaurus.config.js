// A site as `docusaurus init` makes it, without what no article shows: no search, no analytics.
module.exports = {
  title: 'The Desk',
  url: 'https://example.org',
  baseUrl: '/',
  trailingSlash: true,
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'ignore',
  markdown: {hooks: {onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw'}},
  future: {faster: {rspackBundler: true, rspackPersistentCache: true, swcJsLoader: true, swcJsMinimizer: true, mdxCrossCompilerCache: true}},
  themeConfig: {colorMode: {disableSwitch: true}},
  presets: [
    [
      'classic',
      {
        docs: {routeBasePath: '/', sidebarPath: false, breadcrumbs: false},
        blog: {onUntruncatedBlogPosts: 'ignore', blogSidebarCount: 0, feedOptions: {type: null}},
        pages: false,
        sitemap: false,
        theme: {},
      },
    ],
  ],
};
